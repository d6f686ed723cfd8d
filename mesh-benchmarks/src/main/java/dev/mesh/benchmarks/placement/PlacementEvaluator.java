package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution.Cost;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;

/**
 * Computes from nothing what an assignment is worth, as naively as the documentation says
 * it.
 */
final class PlacementEvaluator {

	private final ReferenceModel model;

	/** By service and host. */
	private final int[][] counts;

	private final HardRules rules;

	private PlacementEvaluator(ReferenceModel model, int[][] counts) {
		this.model = model;
		this.counts = counts;
		this.rules = new HardRules(model, counts);
	}

	static Evaluation evaluate(Problem problem, Assignment assignment) {
		ReferenceModel model = new ReferenceModel(problem);
		int[][] counts = new int[model.serviceCount()][model.hostCount()];
		for (int service = 0; service < counts.length; service++) {
			for (int host = 0; host < counts[service].length; host++) {
				counts[service][host] = assignment.count(model.spec(service).service(),
						model.hosts.get(host).node().id());
			}
		}
		PlacementEvaluator evaluator = new PlacementEvaluator(model, counts);
		List<String> violations = new ArrayList<>(evaluator.rules.violations());
		violations.addAll(strangers(problem, assignment));
		Cost cost = new Cost(evaluator.bias(), evaluator.zones(), evaluator.load(), evaluator.traffic(),
				evaluator.moving());
		return new Evaluation(violations, evaluator.missing(), model.priorities, cost);
	}

	/** What is assigned and not in the problem. */
	private static List<String> strangers(Problem problem, Assignment assignment) {
		List<ServiceId> services = problem.services().stream().map((service) -> service.spec().service()).toList();
		List<NodeId> nodes = problem.hosts().stream().map((host) -> host.node().id()).toList();
		List<String> strangers = new ArrayList<>();
		for (Map.Entry<ServiceId, Map<NodeId, Integer>> entry : assignment.counts().entrySet()) {
			if (!services.contains(entry.getKey()) || !nodes.containsAll(entry.getValue().keySet())) {
				strangers.add(entry.getKey() + " on " + entry.getValue() + " is not in the problem");
			}
		}
		return strangers;
	}

	private List<Integer> missing() {
		int[] missing = new int[2 * this.model.priorities];
		for (int service = 0; service < this.model.serviceCount(); service++) {
			int total = this.rules.total(service);
			int min = this.model.spec(service).replicas().min();
			missing[this.model.rank[service]] += Math.max(0, min - total);
			missing[this.model.priorities + this.model.rank[service]] += Math.max(0,
					this.model.wanted[service] - total);
		}
		return Arrays.stream(missing).boxed().toList();
	}

	private double bias() {
		double cost = 0;
		for (int service = 0; service < this.model.serviceCount(); service++) {
			for (Bias bias : this.model.spec(service).biases()) {
				double price = this.model.weights.bias() * bias.weight();
				for (int host = 0; host < this.model.hostCount(); host++) {
					int count = this.counts[service][host];
					int others = this.rules.others(service, bias.tag(), host);
					if (bias.kind() == BiasKind.PREFER && count > 0 && others == 0) {
						cost += price * count;
					}
					else if (bias.kind() == BiasKind.AVOID && count > 0) {
						cost += price * count * others;
					}
				}
			}
		}
		return cost;
	}

	private double zones() {
		double cost = 0;
		for (int service = 0; service < this.model.serviceCount(); service++) {
			for (int zone = 0; zone < this.model.zones; zone++) {
				cost += this.model.weights.zones()
						* Math.max(0, (long) this.rules.inZone(service, zone) - this.model.zoneQuota[service]);
			}
		}
		return cost;
	}

	private double load() {
		double cost = 0;
		for (int host = 0; host < this.model.hostCount(); host++) {
			double load = this.model.base[host];
			for (int service = 0; service < this.model.serviceCount(); service++) {
				load += (double) this.model.size[service] * this.counts[service][host];
			}
			load /= ReferenceModel.ONE;
			cost += this.model.loadPrice[host] * load * load;
		}
		return cost / ReferenceModel.ONE;
	}

	private double traffic() {
		double cost = 0;
		for (ReferenceModel.Call call : this.model.calls) {
			for (int host = 0; host < this.model.hostCount(); host++) {
				if (this.counts[call.caller()][host] > 0) {
					cost += (double) call.price() * this.counts[call.caller()][host] * distance(host, call.callee());
				}
			}
		}
		for (ReferenceModel.Entry entry : this.model.entries) {
			cost += (double) entry.price() * distance(entry.host(), entry.callee());
		}
		return cost / ReferenceModel.ONE;
	}

	private int distance(int from, int callee) {
		int nearest = 50;
		for (int host = 0; host < this.model.hostCount(); host++) {
			if (this.counts[callee][host] > 0) {
				int distance = (host == from) ? 0 : (this.model.zone[host] == this.model.zone[from]) ? 1
						: (this.model.region[host] == this.model.region[from]) ? 10 : 50;
				nearest = Math.min(nearest, distance);
			}
		}
		return nearest;
	}

	private double moving() {
		double cost = 0;
		for (int service = 0; service < this.model.serviceCount(); service++) {
			for (int host = 0; host < this.model.hostCount(); host++) {
				int gone = Math.max(0, this.model.running[service][host] - this.counts[service][host]);
				cost += (double) this.model.movingPrice(service) * gone;
			}
		}
		return cost / ReferenceModel.ONE;
	}

}
