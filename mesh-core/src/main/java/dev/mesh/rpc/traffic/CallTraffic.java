package dev.mesh.rpc.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import dev.mesh.cluster.NodeId;

/**
 * Measures the calls that a node makes: how many by exact counts, by whom by samples. A
 * node that is to measure nothing has none. Safe for use by any thread.
 */
public final class CallTraffic {

	/*
	 * A call costs its counting, and nothing else unless it is picked. What is picked
	 * takes the long way and, if its stream has had less than 20 samples this second,
	 * walks its stack: some 10 microseconds, at most 200 times a second on a node, which
	 * is 0.2 % of a processor. Of a stream with less than 20 calls a second all are
	 * samples; of a busier one the picks are thinned out by powers of two, at once when
	 * there are too many, and back again with the next window. Rows are exact in the sum
	 * over their callers; how it divides among them has the error of some 100 samples.
	 */

	/** The most rows of a window. */
	public static final int MAX_ROWS = 256;

	private static final double LEAST_SECONDS = 0.001;

	private final NodeId self;

	private final LongSupplier nanoTime;

	private final Callers callers;

	/** Bounded by the methods this node knows: nothing a peer sends adds to it. */
	private final List<LocalTraffic> local = new CopyOnWriteArrayList<>();

	/** Bounded by the services this node knows. */
	private final Map<String, RemoteTraffic> remote = new ConcurrentHashMap<>();

	private long takenNanos;

	/**
	 * Begin to measure.
	 * @param self this node
	 * @param nanoTime the time, as by {@link System#nanoTime()}
	 */
	public CallTraffic(NodeId self, LongSupplier nanoTime) {
		this.self = self;
		this.nanoTime = nanoTime;
		this.takenNanos = nanoTime.getAsLong();
		this.callers = new Callers(this.takenNanos);
	}

	/**
	 * Return who may call.
	 * @return the callers, to be told of the beans of this node
	 */
	public Callers callers() {
		return this.callers;
	}

	/**
	 * Measure the local calls of a method.
	 * @param service the name of the method's service
	 * @param count returns how many there were
	 * @param mask told, now and later, which to {@linkplain Picks pick}
	 * @return to be told of the picked ones
	 */
	public LocalTraffic local(String service, LongSupplier count, LongConsumer mask) {
		LocalTraffic traffic = new LocalTraffic(service, count, mask, this.callers, this.nanoTime);
		this.local.add(traffic);
		return traffic;
	}

	/**
	 * Measure the calls to a service that leave this node.
	 * @param service the service's name
	 * @return to be told of each; the same one for the same name
	 */
	public RemoteTraffic remote(String service) {
		return this.remote.computeIfAbsent(service, (name) -> new RemoteTraffic(name, this.callers, this.nanoTime));
	}

	/**
	 * Return what was measured since the last time, and begin anew.
	 * @return the window, of at most {@value #MAX_ROWS} rows, the busiest first
	 */
	public synchronized TrafficWindow take() {
		long now = this.nanoTime.getAsLong();
		long length = now - this.takenNanos;
		this.takenNanos = now;
		double seconds = Math.max((double) length / TimeUnit.SECONDS.toNanos(1), LEAST_SECONDS);
		Tally tally = new Tally(this.self);
		this.local.forEach((method) -> method.take(seconds, tally));
		this.remote.values().forEach((service) -> service.take(seconds, tally));
		return tally.window(Duration.ofNanos(length), MAX_ROWS);
	}

}
