package dev.mesh.placement.explain;

import java.util.List;
import java.util.function.Consumer;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;

/**
 * A change of the world that may help.
 *
 * @param order the change, as an order
 * @param changed the problem as it would then be
 */
record Change(String order, Problem changed) {

	/** A change of what is asked for one service. */
	static Change spec(String order, Problem problem, ServiceId service, Consumer<SpecDraft> change) {
		List<Wanted> services = problem.services()
			.stream()
			.map((wanted) -> wanted.spec().service().equals(service) ? SpecDraft.change(wanted, change) : wanted)
			.toList();
		return new Change(order, with(problem, problem.hosts(), services));
	}

	/** A change of one host. */
	static Change host(String order, Problem problem, Host changed) {
		List<Host> hosts = problem.hosts()
			.stream()
			.map((host) -> host.node().id().equals(changed.node().id()) ? changed : host)
			.toList();
		return new Change(order, with(problem, hosts, problem.services()));
	}

	static Problem with(Problem problem, List<Host> hosts, List<Wanted> services) {
		return new Problem(hosts, services, problem.traffic(), problem.current(), problem.weights(), problem.seed());
	}

}
