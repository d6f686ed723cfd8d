package dev.mesh.placement.solver;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places what is missing where it costs the least, one by one and without moving
 * anything: first everybody's fewest, then what else is wanted, each by priority and the
 * hardest to place first. Those tied by an ALWAYS are placed together.
 */
final class Construction {

	/** How many placements the order of the emptiest hosts may lag behind. */
	private static final int STALE = 32;

	private final State state;

	private final Model model;

	private final Companions companions;

	private final Shortlist shortlist;

	private final CheapestHost cheapest;

	private final List<Integer> order;

	private int placed;

	Construction(State state, Shortlist shortlist) {
		this.state = state;
		this.model = state.model;
		this.companions = new Companions(state);
		this.shortlist = shortlist;
		this.cheapest = new CheapestHost(state, shortlist);
		this.order = IntStream.range(0, this.model.serviceCount())
			.boxed()
			.sorted(Comparator.comparingInt((Integer service) -> this.model.priority[service])
				.thenComparing((service) -> !this.model.hardBiases.bound[service])
				.thenComparing((service) -> -this.model.demand[service])
				.thenComparing((service) -> this.model.allowed[service].length)
				.thenComparing(Comparator.naturalOrder()))
			.toList();
	}

	/**
	 * Place what can be placed.
	 * @return whether anything was
	 */
	boolean fill() {
		if (this.state.missingTotal() == 0) {
			return false;
		}
		int before = this.state.missingTotal();
		this.shortlist.refresh();
		for (int service : this.order) {
			fill(service, this.model.min[service]);
		}
		for (int service : this.order) {
			fill(service, this.model.wanted[service]);
		}
		return this.state.missingTotal() < before;
	}

	private void fill(int service, int goal) {
		while (this.state.counts.total(service) < goal && place(service)) {
			if (++this.placed % STALE == 0) {
				this.shortlist.refresh();
			}
		}
	}

	/**
	 * Place one instance, with those that it must be with.
	 * @return whether there was a host for it
	 */
	boolean place(int service) {
		int host = cheapest(service);
		if (host >= 0) {
			this.state.add(service, host);
			return true;
		}
		return this.model.hardBiases.bound[service] && placeTogether(service);
	}

	/** Returns the host where one more costs the least, or -1 if none takes it. */
	int cheapest(int service) {
		int best = this.cheapest.find(service, -1, Long.MAX_VALUE);
		return (best >= 0 || this.shortlist.isComplete(service)) ? best : firstOfAll(service);
	}

	private int firstOfAll(int service) {
		for (int host : this.model.allowed[service]) {
			if (this.state.canPlace(service, host)) {
				return host;
			}
		}
		return -1;
	}

	private boolean placeTogether(int service) {
		int best = -1;
		long least = Long.MAX_VALUE;
		for (int host : this.model.allowed[service]) {
			int mark = this.state.mark();
			long before = this.state.cost();
			if (this.companions.place(service, host)) {
				long cost = this.state.cost() - before;
				this.state.rollback(mark);
				if (cost < least) {
					least = cost;
					best = host;
				}
			}
		}
		return best >= 0 && this.companions.place(service, best);
	}

}
