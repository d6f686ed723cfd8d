package dev.mesh.placement.solver;

/**
 * Finds the host where an instance more costs the least. Most hosts are passed over by a
 * bound: what calls and wishes cost is known for a whole zone but for the hosts that have
 * somebody who attracts the service, and what the host makes of it is known at once.
 */
final class CheapestHost {

	private final State state;

	private final Model model;

	private final Shortlist shortlist;

	/** By zone: what an instance more costs at least, hosts left aside. */
	private final long[] zoneCost;

	private int best;

	private long least;

	CheapestHost(State state, Shortlist shortlist) {
		this.state = state;
		this.model = state.model;
		this.shortlist = shortlist;
		this.zoneCost = new long[this.model.geography.zones];
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
			if (host != except) {
				consider(service, host, this.shortlist.saving(host));
			}
		}
		for (int host : this.shortlist.others()) {
			if (host != except) {
				consider(service, host, 0);
			}
		}
		return this.best;
	}

	private void consider(int service, int host, long saving) {
		long bound = this.state.hostCost(service, host) + this.zoneCost[this.model.geography.zone[host]] - saving;
		if (bound > this.least || !this.state.canPlace(service, host)) {
			return;
		}
		long cost = this.state.addCost(service, host);
		if (cost < this.least || (cost == this.least && (this.best < 0 || host < this.best))) {
			this.least = cost;
			this.best = host;
		}
	}

}
