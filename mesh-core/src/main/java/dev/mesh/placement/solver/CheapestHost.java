package dev.mesh.placement.solver;

/**
 * Finds the host where an instance more costs the least. Most hosts are passed over by a
 * bound: what calls and wishes cost is known for a whole zone but for the hosts that
 * attract the service, and what load costs is known at once.
 */
final class CheapestHost {

	private final State state;

	private final Model model;

	private final Shortlist shortlist;

	/** By zone: what an instance more costs at least, load left aside. */
	private final long[] zoneCost;

	private final int[] selected;

	private int best;

	private long least;

	CheapestHost(State state, Shortlist shortlist) {
		this.state = state;
		this.model = state.model;
		this.shortlist = shortlist;
		this.zoneCost = new long[this.model.geography.zones];
		this.selected = new int[this.model.hostCount()];
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
		for (int zone = 0; zone < this.zoneCost.length; zone++) {
			this.zoneCost[zone] = this.state.zoneCost(service, zone) - this.shortlist.savingAnywhere();
		}
		this.best = -1;
		this.least = below - 1;
		for (int i = 0; i < this.shortlist.attractiveCount(); i++) {
			int host = this.shortlist.attractive(i);
			if (bound(service, host) - this.shortlist.saving(host) <= this.least && host != except) {
				consider(service, host);
			}
		}
		int count = this.state.select(service, this.shortlist.others(), this.zoneCost, this.least, this.selected);
		for (int i = 0; i < count; i++) {
			int host = this.selected[i];
			if (bound(service, host) <= this.least && host != except) {
				consider(service, host);
			}
		}
		return this.best;
	}

	/** Returns what one more costs at least on a host that does not attract it. */
	private long bound(int service, int host) {
		return this.state.loadAddCost(service, host) + this.zoneCost[this.model.geography.zone[host]];
	}

	private void consider(int service, int host) {
		if (this.state.canPlace(service, host)) {
			long cost = this.state.addCost(service, host);
			if (cost < this.least || (cost == this.least && (this.best < 0 || host < this.best))) {
				this.least = cost;
				this.best = host;
			}
		}
	}

}
