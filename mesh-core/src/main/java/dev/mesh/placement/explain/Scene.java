package dev.mesh.placement.explain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Evaluation;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * A problem and an assignment to look at, everything sorted by name.
 */
final class Scene {

	final Problem problem;

	final Assignment assignment;

	final Evaluation evaluation;

	final Wording wording;

	final List<Host> hosts;

	private final List<Wanted> services;

	private final Map<ServiceId, Wanted> byId = new HashMap<>();

	Scene(Problem problem, Assignment assignment) {
		this.problem = problem;
		this.assignment = assignment;
		this.evaluation = new Evaluation(problem, assignment);
		this.wording = new Wording(problem);
		this.hosts = problem.hosts()
			.stream()
			.sorted(Comparator.comparing((Host host) -> host.node().name()).thenComparing((host) -> host.node().id()))
			.toList();
		this.services = problem.services()
			.stream()
			.sorted(Comparator.comparing((wanted) -> wanted.spec().service()))
			.toList();
		this.services.forEach((wanted) -> this.byId.put(wanted.spec().service(), wanted));
	}

	List<Wanted> services() {
		return this.services;
	}

	Wanted wanted(ServiceId service) {
		Wanted wanted = this.byId.get(service);
		if (wanted == null) {
			throw new IllegalArgumentException(
					"'" + service + "' is not among the services to place: ask for one of the problem's");
		}
		return wanted;
	}

	int count(ServiceSpec spec, Node node) {
		return this.assignment.count(spec.service(), node.id());
	}

	/** How many instances of a service the zone of a node has. */
	int countInZone(ServiceSpec spec, Node node) {
		int sum = 0;
		for (Host host : this.hosts) {
			if (host.node().zone().equals(node.zone()) && host.node().region().equals(node.region())) {
				sum += count(spec, host.node());
			}
		}
		return sum;
	}

	/** The services that have an instance on a node. */
	List<ServiceSpec> on(Node node) {
		return this.services.stream().map(Wanted::spec).filter((spec) -> count(spec, node) > 0).toList();
	}

}
