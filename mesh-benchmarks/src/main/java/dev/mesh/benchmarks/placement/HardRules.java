package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Checks counts against every hard rule.
 */
final class HardRules {

	private static final double ROUNDING = 1e-9;

	private final ReferenceModel model;

	private final int[][] counts;

	private final List<String> violations = new ArrayList<>();

	HardRules(ReferenceModel model, int[][] counts) {
		this.model = model;
		this.counts = counts;
	}

	List<String> violations() {
		this.violations.clear();
		for (int service = 0; service < this.model.serviceCount(); service++) {
			checkNumbers(service);
			for (Bias bias : this.model.spec(service).biases()) {
				checkBias(service, bias);
			}
		}
		for (int host = 0; host < this.model.hostCount(); host++) {
			checkCapacity(host);
		}
		return List.copyOf(this.violations);
	}

	private void checkNumbers(int service) {
		ServiceSpec spec = this.model.spec(service);
		require(total(service) <= this.model.wanted[service], spec, "has more instances than wanted");
		for (int host = 0; host < this.model.hostCount(); host++) {
			require(this.counts[service][host] <= this.model.limit[service][host], spec,
					"has too many instances on " + name(host));
		}
		for (int zone = 0; zone < this.model.zones; zone++) {
			require(inZone(service, zone) <= spec.maxPerZone(), spec, "has too many instances in one zone");
		}
	}

	private void checkBias(int service, Bias bias) {
		for (int host = 0; host < this.model.hostCount(); host++) {
			if (this.counts[service][host] > 0) {
				int others = others(service, bias.tag(), host);
				require(bias.kind() != BiasKind.NEVER || others == 0, this.model.spec(service),
						"is with '" + bias.tag() + "' on " + name(host));
				require(bias.kind() != BiasKind.ALWAYS || others > 0, this.model.spec(service),
						"is without '" + bias.tag() + "' on " + name(host));
			}
		}
	}

	private void checkCapacity(int host) {
		double demand = 0;
		for (int service = 0; service < this.model.serviceCount(); service++) {
			demand += this.model.spec(service).demand() * this.counts[service][host];
		}
		if (demand > 0 && demand > this.model.hosts.get(host).node().capacity() + ROUNDING) {
			this.violations.add(name(host) + " has to bear " + demand);
		}
	}

	private void require(boolean kept, ServiceSpec spec, String violation) {
		if (!kept) {
			this.violations.add(spec.service() + " " + violation);
		}
	}

	private String name(int host) {
		return this.model.hosts.get(host).node().name();
	}

	int total(int service) {
		int total = 0;
		for (int count : this.counts[service]) {
			total += count;
		}
		return total;
	}

	int inZone(int service, int zone) {
		int total = 0;
		for (int host = 0; host < this.model.hostCount(); host++) {
			total += (this.model.zone[host] == zone) ? this.counts[service][host] : 0;
		}
		return total;
	}

	/** How many others on a host bear a tag, seen by one instance of a service there. */
	int others(int service, String tag, int host) {
		int bearing = 0;
		for (int other = 0; other < this.model.serviceCount(); other++) {
			bearing += this.model.spec(other).bears(tag) ? this.counts[other][host] : 0;
		}
		return this.model.spec(service).bears(tag) ? bearing - Math.min(1, this.counts[service][host]) : bearing;
	}

}
