package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What no placement can do better, looking at each service as if it were alone.
 */
final class Bounds {

	private final Model model;

	Bounds(Model model) {
		this.model = model;
	}

	/** Tells whether what is missing below the fewest is missing in every placement. */
	boolean proveMin(State state) {
		return IntStream.range(0, this.model.serviceCount()).allMatch((service) -> provesMin(state, service));
	}

	/** Tells whether all that is missing is missing in every placement. */
	boolean proveWanted(State state) {
		return IntStream.range(0, this.model.serviceCount()).allMatch((service) -> provesWanted(state, service));
	}

	boolean provesMin(State state, int service) {
		int total = state.counts.total(service);
		return total >= this.model.min[service] || total >= most(service);
	}

	boolean provesWanted(State state, int service) {
		return state.missing(service) == 0 || state.counts.total(service) >= most(service);
	}

	/** Returns how many instances of a service there can be at most. */
	int most(int service) {
		int[] inZone = new int[this.model.geography.zones];
		for (int host : this.model.allowed[service]) {
			int zone = this.model.geography.zone[host];
			inZone[zone] = (int) Math.min(this.model.maxPerZone[service], (long) inZone[zone] + most(service, host));
		}
		return (int) Math.min(Integer.MAX_VALUE, Arrays.stream(inZone).asLongStream().sum());
	}

	private long most(int service, int host) {
		long most = this.model.limit[service][host];
		long demand = this.model.demand[service];
		if (demand > 0) {
			most = Math.min(most, this.model.capacity[host] / demand);
		}
		for (HardBiases.Touch touch : this.model.hardBiases.touches[service]) {
			if (touch.bears() && touch.never()) {
				most = Math.min(most, 1);
			}
			if (touch.always() && !hasCompanion(service, touch, host)) {
				most = 0;
			}
		}
		return most;
	}

	private boolean hasCompanion(int service, HardBiases.Touch touch, int host) {
		for (int bearer : this.model.hardBiases.bearers[touch.tag()]) {
			if (this.model.limit[bearer][host] > ((bearer == service) ? 1 : 0)) {
				return true;
			}
		}
		return false;
	}

}
