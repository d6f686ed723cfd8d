package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the hosts have room for in sum: those that may be on the same hosts only, and
 * those that may be on some of these only, cannot take more than all of these have.
 */
final class RoomBound {

	/** So many different sets of hosts are looked at. */
	private static final int MAX_SETS = 64;

	private final Model model;

	RoomBound(Model model) {
		this.model = model;
	}

	/** Tells whether no sum shows that the fewest do not fit. */
	boolean hasRoom() {
		Map<List<Integer>, Boolean> seen = new HashMap<>();
		for (int service = 0; service < this.model.serviceCount() && seen.size() < MAX_SETS; service++) {
			int[] hosts = this.model.allowed[service];
			List<Integer> key = IntStream.of(hosts).boxed().toList();
			if (isWeighty(service) && seen.put(key, true) == null && !hasRoom(hosts)) {
				return false;
			}
		}
		return hasRoom(IntStream.range(0, this.model.hostCount()).toArray());
	}

	private boolean hasRoom(int[] hosts) {
		boolean[] among = new boolean[this.model.hostCount()];
		double room = 0;
		for (int host : hosts) {
			among[host] = true;
			room += this.model.capacity[host];
		}
		double asked = 0;
		for (int service = 0; service < this.model.serviceCount(); service++) {
			if (isWeighty(service) && Arrays.stream(this.model.allowed[service]).allMatch((host) -> among[host])) {
				asked += (double) this.model.demand[service] * this.model.min[service];
			}
		}
		return asked <= room;
	}

	private boolean isWeighty(int service) {
		return this.model.demand[service] > 0 && this.model.min[service] > 0;
	}

}
