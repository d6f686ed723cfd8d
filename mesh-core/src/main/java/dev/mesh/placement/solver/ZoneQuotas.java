package dev.mesh.placement.solver;

import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * How many instances of a service a zone may have before each further one costs.
 */
final class ZoneQuotas {

	/** By service. */
	final int[] quota;

	/** What each instance beyond the quota costs. */
	final long price;

	ZoneQuotas(Model model) {
		this.quota = new int[model.serviceCount()];
		this.price = FixedPoint.price(model.weights.zones());
		int[] zones = new int[model.pools];
		for (int service = 0; service < this.quota.length; service++) {
			Pool pool = model.pool[service];
			if (zones[pool.position] == 0) {
				zones[pool.position] = zones(model, pool);
			}
			this.quota[service] = quota(model, service, zones[pool.position]);
		}
	}

	private static int quota(Model model, int service, int zones) {
		ServiceSpec spec = model.spec(service);
		if (spec.spread() != Spread.ZONES || spec.replicas().isAll() || zones == 0) {
			return Integer.MAX_VALUE;
		}
		int wanted = model.wanted[service];
		return wanted / zones + ((wanted % zones > 0) ? 1 : 0);
	}

	/** Returns in how many zones a pool has hosts. */
	private static int zones(Model model, Pool pool) {
		boolean[] possible = new boolean[model.geography.zones];
		int zones = 0;
		for (int host : pool.hosts) {
			int zone = model.geography.zone[host];
			zones += possible[zone] ? 0 : 1;
			possible[zone] = true;
		}
		return zones;
	}

}
