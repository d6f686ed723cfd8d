package dev.mesh.placement.solver;

/**
 * Finds the host where an instance more costs the least. Most hosts are passed over by a
 * bound: what load, zone and moving cost there is known at once, and what calls and
 * wishes can save at most is known for the whole zone.
 */
final class CheapestHost {

	private final State state;

	private final Model model;

	private final Shortlist shortlist;

	private final long[] zoneBound;

	CheapestHost(State state, Shortlist shortlist) {
		this.state = state;
		this.model = state.model;
		this.shortlist = shortlist;
		this.zoneBound = new long[this.model.geography.zones];
	}

	/**
	 * Find the host.
	 * @param service the service
	 * @param except a host that does not count, or -1
	 * @param below what one more must cost less than
	 * @return the host, the first by name if several are the cheapest, or -1
	 */
	int find(int service, int except, long below) {
		this.shortlist.look(service);
		boundZones(service);
		int best = -1;
		long least = below - 1;
		for (int i = 0; i < this.shortlist.size(); i++) {
			int host = this.shortlist.host(i);
			if (host == except || bound(service, host) > least || !this.state.canPlace(service, host)) {
				continue;
			}
			long cost = this.state.addCost(service, host);
			if (cost < least || (cost == least && (best < 0 || host < best))) {
				least = cost;
				best = host;
			}
		}
		return best;
	}

	private long bound(int service, int host) {
		return this.state.ownAddCost(service, host) + this.zoneBound[this.model.geography.zone[host]];
	}

	private void boundZones(int service) {
		for (int zone = 0; zone < this.zoneBound.length; zone++) {
			this.zoneBound[zone] = this.state.leastTraffic(service, zone) - this.model.softBiases.mostGain[service];
		}
	}

}
