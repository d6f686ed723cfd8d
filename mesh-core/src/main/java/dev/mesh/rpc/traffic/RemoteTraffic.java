package dev.mesh.rpc.traffic;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.local.StripedCounter;
import org.jspecify.annotations.Nullable;

/**
 * The calls to one service that leave this node. Safe for use by any thread.
 */
public final class RemoteTraffic {

	/** Beyond these, calls to further nodes are counted for nobody. */
	private static final int MAX_TARGETS = 4096;

	private final String service;

	private final LongSupplier nanoTime;

	private final StripedCounter counter = new StripedCounter();

	private final Map<NodeId, LongAdder> targets = new ConcurrentHashMap<>();

	private final Sampling sampling;

	private volatile long mask;

	RemoteTraffic(String service, Callers callers, LongSupplier nanoTime) {
		this.service = service;
		this.nanoTime = nanoTime;
		this.sampling = new Sampling(callers, nanoTime.getAsLong(), (picks) -> this.mask = picks);
	}

	/**
	 * Count a call that is about to be sent.
	 * @param target the node it goes to
	 * @param traceable whether the current stack is that of who makes the call
	 * @return where to note the size of the request and of the reply, or {@code null} if
	 * this call is no sample
	 */
	public @Nullable Share call(NodeId target, boolean traceable) {
		LongAdder calls = this.targets.get(target);
		if (calls == null && this.targets.size() < MAX_TARGETS) {
			calls = this.targets.computeIfAbsent(target, (node) -> new LongAdder());
		}
		if (calls != null) {
			calls.increment();
		}
		int stripe = this.counter.stripe();
		boolean picked = Picks.picks(this.mask, this.counter.get(stripe));
		this.counter.add(stripe, 1);
		return (picked && traceable) ? this.sampling.sample(this.nanoTime.getAsLong()) : null;
	}

	void take(double seconds, Tally tally) {
		Map<NodeId, Double> callsPerSecond = new HashMap<>();
		double total = 0;
		for (Map.Entry<NodeId, LongAdder> target : this.targets.entrySet()) {
			double calls = target.getValue().sumThenReset() / seconds;
			if (calls > 0) {
				callsPerSecond.put(target.getKey(), calls);
				total += calls;
			}
		}
		// A call that found its counter just before loses one count: nodes come and go
		// less often than that could matter.
		this.targets.keySet().retainAll(callsPerSecond.keySet());
		Shares shares = this.sampling.shares();
		shares.fold();
		this.sampling.adapt(total);
		callsPerSecond.forEach((target, calls) -> tally.add(this.service, target, calls, shares));
	}

}
