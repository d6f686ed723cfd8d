package dev.mesh.placement.solver;

/**
 * What load costs: for each host the square of its load, scaled so that hosts evenly
 * filled in proportion to their capacity cost {@code weights.load} each on average.
 */
final class LoadModel {

	private static final double UNKNOWN_SIZE = 0.1;

	/** By service: the load of one instance. */
	final long[] size;

	/** By host: the load that no instance accounts for. */
	final long[] base;

	/** By host: what the square of a millionth of load costs; 0 where nothing can be. */
	private final double[] coefficient;

	LoadModel(Model model) {
		this.size = new long[model.serviceCount()];
		this.base = new long[model.hostCount()];
		this.coefficient = new double[model.hostCount()];
		boolean[] hosting = new boolean[model.hostCount()];
		boolean[] seen = new boolean[model.pools];
		long wantedLoad = 0;
		for (int service = 0; service < this.size.length; service++) {
			this.size[service] = size(model.services.get(service));
			wantedLoad += this.size[service] * model.wanted[service];
			host(model.pool[service], seen, hosting);
		}
		long totalCapacity = 0;
		int hostingCount = 0;
		for (int host = 0; host < hosting.length; host++) {
			this.base[host] = FixedPoint.load(model.hosts.get(host).base());
			if (hosting[host]) {
				wantedLoad += this.base[host];
				totalCapacity += capacity(model, host);
				hostingCount++;
			}
		}
		if (hostingCount == 0 || wantedLoad == 0) {
			return;
		}
		double meanCapacity = (double) totalCapacity / hostingCount;
		double fullness = (double) wantedLoad / totalCapacity;
		for (int host = 0; host < hosting.length; host++) {
			if (hosting[host]) {
				this.coefficient[host] = model.weights.load() * FixedPoint.ONE
						/ (capacity(model, host) * meanCapacity * fullness * fullness);
			}
		}
	}

	private static void host(Pool pool, boolean[] seen, boolean[] hosting) {
		if (!seen[pool.position]) {
			seen[pool.position] = true;
			for (int host : pool.hosts) {
				hosting[host] = true;
			}
		}
	}

	private static long size(Wanted wanted) {
		double demand = wanted.spec().demand();
		double size = (wanted.load() > 0) ? wanted.load() : (demand > 0) ? demand : UNKNOWN_SIZE;
		return Math.max(1, FixedPoint.load(size));
	}

	private static long capacity(Model model, int host) {
		return Math.max(1, model.capacity[host]);
	}

	/**
	 * Return what a load costs on a host.
	 */
	long cost(int host, long load) {
		double cost = this.coefficient[host] * load * load;
		return (cost >= FixedPoint.MAX_LOAD_COST) ? FixedPoint.MAX_LOAD_COST : (long) (cost + 0.5);
	}

}
