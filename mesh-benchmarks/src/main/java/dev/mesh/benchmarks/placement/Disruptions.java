package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;

/**
 * Problems that come of others when something happens.
 */
final class Disruptions {

	private Disruptions() {
	}

	/** Something runs. */
	static Problem running(Problem problem, Assignment current) {
		return new Problem(problem.hosts(), problem.services(), problem.traffic(), current, problem.weights(),
				problem.seed());
	}

	/** One node is lost, with all that runs on it. */
	static Problem lose(Problem problem, int index) {
		NodeId lost = problem.hosts().get(index).node().id();
		List<Host> hosts = new ArrayList<>(problem.hosts());
		hosts.remove(index);
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		problem.current().counts().forEach((service, nodes) -> {
			Map<NodeId, Integer> rest = new HashMap<>(nodes);
			rest.remove(lost);
			counts.put(service, rest);
		});
		return new Problem(hosts, problem.services(), problem.traffic(), new Assignment(counts), problem.weights(),
				problem.seed());
	}

	/** A node is added that is like another and offers what that one does. */
	static Problem add(Problem problem, int index) {
		Node model = problem.hosts().get(index).node();
		NodeId id = new NodeId(~model.id().value());
		Node node = new Node(id, 2, model.name() + "-new", model.zone(), model.region(), model.labels(), model.tags(),
				model.capacity(), model.role(), model.clusterAddress(), model.rpcAddress(), model.contracts());
		List<Host> hosts = new ArrayList<>(problem.hosts());
		hosts.add(new Host(node, Host.Mode.OPEN, 0));
		List<Wanted> services = new ArrayList<>();
		for (Wanted wanted : problem.services()) {
			Set<NodeId> offered = new HashSet<>(wanted.offered());
			if (offered.contains(model.id())) {
				offered.add(id);
			}
			services.add(new Wanted(wanted.spec(), wanted.target(), offered, wanted.barred(), wanted.load(),
					wanted.startUp()));
		}
		return new Problem(hosts, services, problem.traffic(), problem.current(), problem.weights(), problem.seed());
	}

}
