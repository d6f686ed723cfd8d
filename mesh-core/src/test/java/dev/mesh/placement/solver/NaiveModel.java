package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * The rules and costs of placement, written down as they are stated, one instance at a
 * time and without regard to speed, for the solver to be held against.
 */
final class NaiveModel {

	private final Problem problem;

	NaiveModel(Problem problem) {
		this.problem = problem;
	}

	/** Every hard rule that an assignment breaks, in words. */
	List<String> violations(Assignment assignment) {
		List<String> broken = new ArrayList<>();
		assignment.counts().forEach((service, hosts) -> {
			if (this.problem.services().stream().noneMatch((wanted) -> wanted.spec().service().equals(service))) {
				broken.add(service + " is not asked for");
			}
			hosts.keySet().forEach((node) -> {
				if (this.problem.hosts().stream().noneMatch((host) -> host.node().id().equals(node))) {
					broken.add(service + " is on " + node + ", which is not live");
				}
			});
		});
		for (Wanted wanted : this.problem.services()) {
			if (assignment.total(wanted.spec().service()) > wanted(wanted)) {
				broken.add("too many of " + wanted.spec().service());
			}
			for (Host host : this.problem.hosts()) {
				int count = assignment.count(wanted.spec().service(), host.node().id());
				if (count > limit(wanted, host)) {
					broken.add(count + " of " + wanted.spec().service() + " on " + host.node().name());
				}
				if (count > 0) {
					checkZone(assignment, wanted, host.node(), broken);
					checkBiases(assignment, wanted, host.node(), broken);
				}
			}
		}
		for (Host host : this.problem.hosts()) {
			checkCapacity(assignment, host.node(), broken);
		}
		return broken;
	}

	private void checkZone(Assignment assignment, Wanted wanted, Node node, List<String> broken) {
		if (inZone(assignment, wanted, node) > wanted.spec().maxPerZone()) {
			broken.add("too many of " + wanted.spec().service() + " in " + node.zone());
		}
	}

	private void checkBiases(Assignment assignment, Wanted wanted, Node node, List<String> broken) {
		for (Bias bias : wanted.spec().biases()) {
			int others = others(assignment, wanted.spec(), bias.tag(), node);
			if ((bias.kind() == BiasKind.NEVER && others > 0) || (bias.kind() == BiasKind.ALWAYS && others == 0)) {
				broken.add(wanted.spec().service() + " on " + node.name() + " breaks " + bias);
			}
		}
	}

	private void checkCapacity(Assignment assignment, Node node, List<String> broken) {
		double used = 0;
		for (Wanted wanted : this.problem.services()) {
			used += assignment.count(wanted.spec().service(), node.id()) * wanted.spec().demand();
		}
		if (used > 0 && used > node.capacity() + 1e-9) {
			broken.add(node.name() + " carries " + used + " of " + node.capacity());
		}
	}

	/** How many instances the rules about service and host alone allow. */
	int limit(Wanted wanted, Host host) {
		Node node = host.node();
		if (node.role() != Role.MEMBER || !wanted.offered().contains(node.id()) || host.mode() == Host.Mode.DRAINING
				|| !wanted.spec().where().matches(node)) {
			return 0;
		}
		int perNode = wanted.spec().replicas().isAll() ? 1 : wanted.spec().maxPerNode();
		boolean closed = host.mode() == Host.Mode.CORDONED || wanted.barred().containsKey(node.id());
		return closed ? Math.min(perNode, this.problem.current().count(wanted.spec().service(), node.id())) : perNode;
	}

	int wanted(Wanted wanted) {
		if (wanted.spec().replicas().isAll()) {
			long possible = this.problem.hosts().stream().filter((host) -> limit(wanted, host) > 0).count();
			return Math.max(1, (int) possible);
		}
		return Math.max(wanted.spec().replicas().min(), Math.min(wanted.spec().replicas().max(), wanted.target()));
	}

	private int inZone(Assignment assignment, Wanted wanted, Node node) {
		int sum = 0;
		for (Host host : this.problem.hosts()) {
			if (host.node().zone().equals(node.zone()) && host.node().region().equals(node.region())) {
				sum += assignment.count(wanted.spec().service(), host.node().id());
			}
		}
		return sum;
	}

	private int others(Assignment assignment, ServiceSpec self, String tag, Node node) {
		int others = self.bears(tag) ? -1 : 0;
		for (Wanted wanted : this.problem.services()) {
			if (wanted.spec().bears(tag)) {
				others += assignment.count(wanted.spec().service(), node.id());
			}
		}
		return others;
	}

	Solution.Cost cost(Assignment assignment) {
		return new Solution.Cost(bias(assignment), zones(assignment), load(assignment), traffic(assignment),
				moving(assignment));
	}

	private double bias(Assignment assignment) {
		double sum = 0;
		for (Wanted wanted : this.problem.services()) {
			for (Host host : this.problem.hosts()) {
				int count = assignment.count(wanted.spec().service(), host.node().id());
				for (Bias bias : wanted.spec().biases()) {
					int others = (count > 0) ? others(assignment, wanted.spec(), bias.tag(), host.node()) : 0;
					double price = this.problem.weights().bias() * bias.weight();
					sum += switch (bias.kind()) {
						case PREFER -> (others == 0) ? count * price : 0;
						case AVOID -> count * price * others;
						default -> 0;
					};
				}
			}
		}
		return sum;
	}

	private double zones(Assignment assignment) {
		double sum = 0;
		for (Wanted wanted : this.problem.services()) {
			if (wanted.spec().spread() != Spread.ZONES || wanted.spec().replicas().isAll()) {
				continue;
			}
			long possible = this.problem.hosts()
				.stream()
				.filter((host) -> limit(wanted, host) > 0)
				.map((host) -> List.of(host.node().region(), host.node().zone()))
				.distinct()
				.count();
			double quota = Math.ceil((double) wanted(wanted) / possible);
			Map<List<String>, Integer> inZone = new HashMap<>();
			for (Host host : this.problem.hosts()) {
				inZone.merge(List.of(host.node().region(), host.node().zone()),
						assignment.count(wanted.spec().service(), host.node().id()), Integer::sum);
			}
			for (int count : inZone.values()) {
				sum += this.problem.weights().zones() * Math.max(0, count - quota);
			}
		}
		return sum;
	}

	private double size(Wanted wanted) {
		return (wanted.load() > 0) ? wanted.load() : (wanted.spec().demand() > 0) ? wanted.spec().demand() : 0.1;
	}

	private double load(Assignment assignment) {
		List<Host> hosting = this.problem.hosts()
			.stream()
			.filter((host) -> this.problem.services().stream().anyMatch((wanted) -> limit(wanted, host) > 0))
			.toList();
		double capacity = hosting.stream().mapToDouble(NaiveModel::capacity).sum();
		double size = this.problem.services().stream().mapToDouble((wanted) -> wanted(wanted) * size(wanted)).sum()
				+ hosting.stream().mapToDouble(Host::base).sum();
		double fullness = size / capacity;
		double sum = 0;
		for (Host host : hosting) {
			double load = host.base();
			for (Wanted wanted : this.problem.services()) {
				load += assignment.count(wanted.spec().service(), host.node().id()) * size(wanted);
			}
			double cost = this.problem.weights().load() * load * load
					/ (capacity(host) * (capacity / hosting.size()) * fullness * fullness);
			sum += Math.min(cost, 100_000_000);
		}
		return sum;
	}

	private static double capacity(Host host) {
		return (host.node().capacity() > 0) ? host.node().capacity() : 1e-6;
	}

	private double traffic(Assignment assignment) {
		double sum = 0;
		for (Traffic.Between edge : this.problem.traffic().between()) {
			Wanted caller = wanted(edge.caller());
			double amount = edge.callsPerSecond() + edge.bytesPerSecond() / 10_000;
			for (Host host : this.problem.hosts()) {
				int count = assignment.count(edge.caller(), host.node().id());
				sum += count * amount / wanted(caller)
						* ((count > 0) ? distance(assignment, host.node(), edge.callee()) : 0);
			}
		}
		for (Traffic.Entering edge : this.problem.traffic().entering()) {
			double amount = edge.callsPerSecond() + edge.bytesPerSecond() / 10_000;
			for (Host host : this.problem.hosts()) {
				if (host.node().id().equals(edge.node())) {
					sum += amount * distance(assignment, host.node(), edge.callee());
				}
			}
		}
		return this.problem.weights().traffic() * sum;
	}

	private Wanted wanted(ServiceId service) {
		return this.problem.services()
			.stream()
			.filter((wanted) -> wanted.spec().service().equals(service))
			.findFirst()
			.orElseThrow();
	}

	private int distance(Assignment assignment, Node from, ServiceId service) {
		int least = 50;
		for (Host host : this.problem.hosts()) {
			Node to = host.node();
			if (assignment.count(service, to.id()) > 0) {
				int distance = to.id().equals(from.id()) ? 0
						: !to.region().equals(from.region()) ? 50 : to.zone().equals(from.zone()) ? 1 : 10;
				least = Math.min(least, distance);
			}
		}
		return least;
	}

	private double moving(Assignment assignment) {
		double sum = 0;
		for (Wanted wanted : this.problem.services()) {
			double price = this.problem.weights().moving() * (1 + wanted.startUp().toMillis() / 1000.0);
			for (Host host : this.problem.hosts()) {
				int before = Math.min(limit(wanted, host),
						this.problem.current().count(wanted.spec().service(), host.node().id()));
				int after = assignment.count(wanted.spec().service(), host.node().id());
				sum += price * Math.max(0, before - after);
			}
		}
		return sum;
	}

}
