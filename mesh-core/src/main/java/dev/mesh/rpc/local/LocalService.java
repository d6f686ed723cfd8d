package dev.mesh.rpc.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

import dev.mesh.directory.Versions;
import dev.mesh.rpc.LocalInstance;
import org.jspecify.annotations.Nullable;

/**
 * Where the instances of one service on this node are found, whether or not there are
 * any. Callers keep it, so that a call needs no look-up by name. Safe for use by any
 * thread.
 */
public final class LocalService {

	private static final InstanceGate[] NONE = {};

	private final List<InstanceGate> instances = new ArrayList<>();

	/** By canonical version, the newest first. Never changed once it is set here. */
	private volatile Map<String, InstanceGate[]> versions = Map.of();

	/** Those of the newest version. Never changed once it is set here. */
	private volatile InstanceGate[] newest = NONE;

	/** Those that calls may enter without looking at routes. */
	private volatile InstanceGate[] direct = NONE;

	/**
	 * The only one of those, so that the usual case is one read. Where it is null, the
	 * array tells.
	 */
	private volatile @Nullable InstanceGate only;

	private boolean routed;

	private @Nullable String steady;

	/** The number of the last method that has one. */
	private int methods = LocalInstance.UNCOUNTED;

	/** The calls, by number of the method, of instances that take no more. */
	private long[] past = new long[1];

	LocalService() {
	}

	/**
	 * Give a method a number, by which the gates of this service count its calls.
	 * @return the number
	 */
	public synchronized int numberMethod() {
		return ++this.methods;
	}

	/**
	 * Return how many calls of a method have entered instances on this node, whether or
	 * not those are still here. It never falls.
	 * @param method the method's number
	 * @return the calls
	 */
	public synchronized long entered(int method) {
		long sum = (method < this.past.length) ? this.past[method] : 0;
		for (InstanceGate gate : this.instances) {
			sum += gate.entered(method);
		}
		return sum;
	}

	/**
	 * Return an instance that calls may enter whatever they are: one of the version that
	 * all calls go to, a random one where it has several.
	 * @return the instance, or {@code null} if none is live here, or if each call has to
	 * be looked at
	 */
	public @Nullable InstanceGate direct() {
		InstanceGate single = this.only;
		return (single != null) ? single : any(this.direct);
	}

	/**
	 * Return an instance that takes calls: one of the newest version here, a random one
	 * where it has several.
	 * @return the instance, or {@code null} if none is live here
	 */
	public @Nullable InstanceGate current() {
		return any(this.newest);
	}

	/**
	 * Return an instance of one version that takes calls.
	 * @param version the canonical version, or {@code null} for the newest here
	 * @return the instance, or {@code null} if that version is not live here
	 */
	public @Nullable InstanceGate current(@Nullable String version) {
		return (version != null) ? any(this.versions.getOrDefault(version, NONE)) : current();
	}

	private static @Nullable InstanceGate any(InstanceGate[] choice) {
		return switch (choice.length) {
			case 0 -> null;
			case 1 -> choice[0];
			default -> choice[ThreadLocalRandom.current().nextInt(choice.length)];
		};
	}

	/**
	 * Let calls enter without looking at routes.
	 * @param version the canonical version that all calls go to, or {@code null} for the
	 * newest here
	 */
	public synchronized void serveDirectly(@Nullable String version) {
		this.routed = false;
		this.steady = version;
		serve();
	}

	/**
	 * Have each call looked at.
	 */
	public synchronized void serveByRoute() {
		this.routed = true;
		serve();
	}

	synchronized void add(InstanceGate instance) {
		this.instances.add(instance);
		serve();
	}

	synchronized CompletionStage<Void> drain(InstanceGate instance) {
		boolean removed = this.instances.remove(instance);
		serve();
		CompletionStage<Void> idle = instance.close();
		if (removed) {
			long[] sums = Arrays.copyOf(this.past, this.methods + 1);
			Arrays.setAll(sums, (method) -> sums[method] + instance.entered(method));
			this.past = sums;
		}
		return idle;
	}

	private void serve() {
		SortedMap<String, List<InstanceGate>> grouped = new TreeMap<>(Versions.NEWEST_FIRST);
		for (InstanceGate instance : this.instances) {
			grouped.computeIfAbsent(Versions.canonical(instance.service().version()), (version) -> new ArrayList<>())
				.add(instance);
		}
		SortedMap<String, InstanceGate[]> next = new TreeMap<>(Versions.NEWEST_FIRST);
		grouped.forEach((version, group) -> next.put(version, group.toArray(InstanceGate[]::new)));
		this.versions = next;
		this.newest = next.isEmpty() ? NONE : next.values().iterator().next();
		InstanceGate[] entered = NONE;
		if (!this.routed) {
			entered = (this.steady != null) ? next.getOrDefault(this.steady, NONE) : this.newest;
		}
		this.direct = entered;
		this.only = (entered.length == 1) ? entered[0] : null;
	}

}
