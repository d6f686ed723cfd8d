package dev.mesh.placement.solver;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes over what runs into a new state: all of it that still keeps every rule, the
 * greater priority first, and no more than is wanted.
 */
final class Inheritance {

	private final State state;

	private final Model model;

	private final Companions companions;

	Inheritance(State state) {
		this.state = state;
		this.model = state.model;
		this.companions = new Companions(state);
	}

	void take() {
		List<Integer> order = IntStream.range(0, this.model.serviceCount())
			.boxed()
			.sorted(Comparator.comparingInt((service) -> this.model.priority[service]))
			.toList();
		for (int service : order) {
			keep(service);
			dropSurplus(service);
		}
		for (int host = 0; this.state.unmet() > 0 && host < this.model.hostCount(); host++) {
			while (!this.companions.satisfy(host, false)) {
				dropUnmet(host);
			}
		}
		this.state.forget();
	}

	private void keep(int service) {
		Kept kept = this.model.kept[service];
		for (int i = 0; i < kept.hosts.length; i++) {
			for (int j = 0; j < kept.counts[i] && this.state.takes(service, kept.hosts[i]); j++) {
				this.state.add(service, kept.hosts[i]);
			}
		}
	}

	private void dropSurplus(int service) {
		while (this.state.missing(service) < 0) {
			int cheapest = -1;
			long least = Long.MAX_VALUE;
			for (int host : this.state.counts.sortedHosts(service)) {
				long cost = this.state.removeTerms(service, host).total();
				if (cost < least) {
					least = cost;
					cheapest = host;
				}
			}
			this.state.remove(service, cheapest);
		}
	}

	/** Takes the least important of those away that miss somebody on the host. */
	private void dropUnmet(int host) {
		int least = -1;
		int leastRank = -1;
		for (int service : this.state.counts.sortedServices(host)) {
			int rank = this.model.rank(service, this.state.counts.total(service) - 1);
			if (this.state.neighbours.isUnmet(service, host) && rank > leastRank) {
				least = service;
				leastRank = rank;
			}
		}
		this.state.remove(least, host);
	}

}
