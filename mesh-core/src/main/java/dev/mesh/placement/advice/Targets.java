package dev.mesh.placement.advice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Problems in which other numbers of instances are wanted.
 */
final class Targets {

	private Targets() {
	}

	/**
	 * Return the same problem with other targets.
	 * @param targets how many instances are wanted; those that are not named stay
	 */
	static Problem with(Problem problem, Map<ServiceId, Integer> targets) {
		return with(problem, targets, false);
	}

	/**
	 * Return the same problem with more instances wanted of some services, which give way
	 * to all others.
	 */
	static Problem yielding(Problem problem, Map<ServiceId, Integer> targets) {
		return with(problem, targets, true);
	}

	private static Problem with(Problem problem, Map<ServiceId, Integer> targets, boolean yielding) {
		List<Wanted> services = problem.services().stream().map((wanted) -> {
			Integer target = targets.get(wanted.spec().service());
			return (target != null) ? with(wanted, target, yielding) : wanted;
		}).toList();
		return new Problem(problem.hosts(), services, problem.traffic(), problem.current(), problem.weights(),
				problem.seed());
	}

	private static Wanted with(Wanted wanted, int target, boolean yielding) {
		ServiceSpec spec = wanted.spec();
		ServiceSpec asked = yielding ? new ServiceSpec(spec.service(), spec.replicas(), spec.tags(), spec.biases(),
				spec.where(), spec.demand(), spec.maxPerNode(), spec.maxPerZone(), spec.spread(), Integer.MIN_VALUE)
				: spec;
		return new Wanted(asked, target, wanted.offered(), wanted.barred(), wanted.load(), wanted.startUp());
	}

	/**
	 * Return how many instances an assignment has of services that have a span, but no
	 * fewer than each has to have.
	 */
	static Map<ServiceId, Integer> of(Assignment assignment, Map<ServiceId, Span> spans) {
		Map<ServiceId, Integer> targets = new TreeMap<>();
		spans.forEach((service, span) -> targets.put(service, Math.max(span.least(), assignment.total(service))));
		return targets;
	}

}
