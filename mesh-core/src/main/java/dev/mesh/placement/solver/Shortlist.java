package dev.mesh.placement.solver;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The hosts worth a look for an instance: all where there are few; in a large cluster
 * those that have somebody to be near to, and in each zone the emptiest. It depends on
 * the state alone, not on how the state came about.
 */
final class Shortlist {

	/** Up to so many hosts all are looked at. */
	static final int FEW = 256;

	/** A partner on more hosts than this is near anyway. */
	private static final int RARE = 32;

	private static final int EMPTIEST = 96;

	private static final int EMPTIEST_IN_ZONE = 4;

	private final State state;

	private final Model model;

	private final int[][] partners;

	private final int[][] byZone;

	private final int[] seen;

	private int round;

	private final int[] hosts;

	private int size;

	Shortlist(State state) {
		this.state = state;
		this.model = state.model;
		this.hosts = new int[this.model.hostCount()];
		this.seen = new int[this.model.hostCount()];
		this.partners = partners(this.model);
		this.byZone = new int[this.model.geography.zones][];
		refresh();
	}

	/** By service: who calls it, whom it calls, who prefers it and whom it prefers. */
	static int[][] partners(Model model) {
		return IntStream.range(0, model.serviceCount()).mapToObj((service) -> {
			TreeSet<Integer> partners = new TreeSet<>();
			for (CallGraph.Edge edge : model.calls.callees[service]) {
				partners.add(edge.peer());
			}
			for (CallGraph.Edge edge : model.calls.callers[service]) {
				partners.add(edge.peer());
			}
			for (int friend : model.softBiases.friends[service]) {
				partners.add(friend);
			}
			return partners.stream().mapToInt(Integer::intValue).toArray();
		}).toArray(int[][]::new);
	}

	/** Looks anew which hosts are the emptiest. */
	void refresh() {
		if (this.model.hostCount() <= FEW) {
			return;
		}
		long size = meanSize();
		long[] price = new long[this.model.hostCount()];
		for (int host = 0; host < price.length; host++) {
			long load = this.state.load(host);
			price[host] = this.model.load.cost(host, load + size) - this.model.load.cost(host, load);
		}
		List<Integer> emptiest = IntStream.range(0, price.length)
			.boxed()
			.sorted(Comparator.comparingLong((Integer host) -> price[host]).thenComparing(Comparator.naturalOrder()))
			.toList();
		for (int zone = 0; zone < this.byZone.length; zone++) {
			int each = zone;
			this.byZone[zone] = emptiest.stream()
				.filter((host) -> this.model.geography.zone[host] == each)
				.mapToInt(Integer::intValue)
				.toArray();
		}
	}

	private long meanSize() {
		long sum = 0;
		for (long size : this.model.load.size) {
			sum += size;
		}
		return Math.max(1, sum / Math.max(1, this.model.serviceCount()));
	}

	/** Tells whether the list for a service has all hosts on which it may be. */
	boolean isComplete(int service) {
		return this.model.allowed[service].length <= FEW;
	}

	/** Makes the list for a service, to be read until the next is made. */
	void look(int service) {
		this.size = 0;
		if (isComplete(service)) {
			for (int host : this.model.allowed[service]) {
				this.hosts[this.size++] = host;
			}
			return;
		}
		this.round++;
		for (int partner : this.partners[service]) {
			int count = this.state.counts.hostCount(partner);
			for (int i = 0; count <= RARE && i < count; i++) {
				offer(service, this.state.counts.host(partner, i));
			}
		}
		int perZone = Math.max(EMPTIEST_IN_ZONE, EMPTIEST / this.byZone.length);
		for (int[] zone : this.byZone) {
			int taken = 0;
			for (int i = 0; i < zone.length && taken < perZone; i++) {
				taken += offer(service, zone[i]) ? 1 : 0;
			}
		}
	}

	private boolean offer(int service, int host) {
		if (this.seen[host] == this.round || this.model.limit[service][host] == 0) {
			return false;
		}
		this.seen[host] = this.round;
		this.hosts[this.size++] = host;
		return true;
	}

	int size() {
		return this.size;
	}

	int host(int position) {
		return this.hosts[position];
	}

}
