package dev.mesh.placement.explain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Tells by trying all assignments whether the fewest fit: the rules written down as they
 * are stated, for small worlds.
 */
final class BruteForce {

	private final List<Host> hosts;

	private final List<Wanted> services;

	private final Problem problem;

	private final Map<ServiceId, Integer> fewest;

	private final int[][] counts;

	private BruteForce(Problem problem, Map<ServiceId, Integer> fewest) {
		this.problem = problem;
		this.hosts = problem.hosts();
		this.services = problem.services();
		this.fewest = new HashMap<>(fewest);
		this.services
			.forEach((wanted) -> this.fewest.putIfAbsent(wanted.spec().service(), wanted.spec().replicas().min()));
		this.counts = new int[this.services.size()][this.hosts.size()];
	}

	static boolean fits(Problem problem, Map<ServiceId, Integer> fewest) {
		return new BruteForce(problem, fewest).look(0, 0);
	}

	private boolean look(int service, int host) {
		if (service == this.counts.length) {
			return always();
		}
		int total = Arrays.stream(this.counts[service]).sum();
		int claim = claim(service);
		if (host == this.hosts.size()) {
			return total >= claim && look(service + 1, 0);
		}
		// Two on a node are company for everyone; more than the claim are never needed.
		int most = Math.min(Math.max(2, claim), Math.min(limit(service, host), wanted(service) - total));
		for (int count = 0; count <= most; count++) {
			this.counts[service][host] = count;
			if (keeps(service, host) && look(service, host + 1)) {
				return true;
			}
		}
		this.counts[service][host] = 0;
		return false;
	}

	private int claim(int service) {
		return this.fewest.getOrDefault(spec(service).service(), 0);
	}

	private ServiceSpec spec(int service) {
		return this.services.get(service).spec();
	}

	private int wanted(int service) {
		ServiceSpec spec = spec(service);
		return spec.replicas().isAll() ? Math.max(1, this.hosts.size())
				: Math.max(spec.replicas().min(), Math.min(spec.replicas().max(), this.services.get(service).target()));
	}

	private int limit(int service, int host) {
		Wanted wanted = this.services.get(service);
		Host at = this.hosts.get(host);
		Node node = at.node();
		if (node.role() != Role.MEMBER || !wanted.offered().contains(node.id()) || at.mode() == Host.Mode.DRAINING
				|| !wanted.spec().where().matches(node)) {
			return 0;
		}
		int most = wanted.spec().replicas().isAll() ? 1 : wanted.spec().maxPerNode();
		boolean closed = at.mode() == Host.Mode.CORDONED || wanted.barred().containsKey(node.id());
		return closed ? Math.min(most, this.problem.current().count(wanted.spec().service(), node.id())) : most;
	}

	/** What is broken now does not mend with more instances. */
	private boolean keeps(int service, int host) {
		double used = 0;
		for (int other = 0; other < this.counts.length; other++) {
			used += this.counts[other][host] * spec(other).demand();
			if (this.counts[other][host] > 0 && hasForbidden(other, host)) {
				return false;
			}
		}
		return (used == 0 || used <= this.hosts.get(host).node().capacity())
				&& zone(service, host) <= spec(service).maxPerZone();
	}

	private int zone(int service, int host) {
		int sum = 0;
		for (int other = 0; other < this.hosts.size(); other++) {
			if (this.hosts.get(other).node().zone().equals(this.hosts.get(host).node().zone())) {
				sum += this.counts[service][other];
			}
		}
		return sum;
	}

	private boolean hasForbidden(int service, int host) {
		return spec(service).biases()
			.stream()
			.anyMatch((bias) -> bias.kind() == BiasKind.NEVER && others(service, bias, host) > 0);
	}

	private boolean always() {
		for (int service = 0; service < this.counts.length; service++) {
			for (int host = 0; host < this.hosts.size(); host++) {
				for (Bias bias : spec(service).biases()) {
					if (this.counts[service][host] > 0 && bias.kind() == BiasKind.ALWAYS
							&& others(service, bias, host) == 0) {
						return false;
					}
				}
			}
		}
		return true;
	}

	private int others(int service, Bias bias, int host) {
		int others = spec(service).bears(bias.tag()) ? -1 : 0;
		for (int other = 0; other < this.counts.length; other++) {
			others += spec(other).bears(bias.tag()) ? this.counts[other][host] : 0;
		}
		return others;
	}

}
