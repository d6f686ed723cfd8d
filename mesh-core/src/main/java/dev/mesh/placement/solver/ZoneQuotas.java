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
		for (int service = 0; service < this.quota.length; service++) {
			this.quota[service] = quota(model, service);
		}
	}

	private static int quota(Model model, int service) {
		ServiceSpec spec = model.spec(service);
		boolean[] possible = new boolean[model.geography.zones];
		int zones = 0;
		for (int host : model.allowed[service]) {
			int zone = model.geography.zone[host];
			if (!possible[zone]) {
				possible[zone] = true;
				zones++;
			}
		}
		if (spec.spread() != Spread.ZONES || spec.replicas().isAll() || zones == 0) {
			return Integer.MAX_VALUE;
		}
		int wanted = model.wanted[service];
		return wanted / zones + ((wanted % zones > 0) ? 1 : 0);
	}

}
