package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Fit;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.solver.Wanted;

/**
 * Looks at the world without each node and without each zone. Stateless and thread-safe.
 * The effort in steps is bounded for the whole report: in a large world where much would
 * be missing, less is spent on each loss, and more of them stay without a proof.
 */
public final class LossSearch {

	private static final long EFFORT = 500_000;

	private static final long MAX_EFFORT_EACH = 20_000;

	private final Solver solver = new Solver();

	/**
	 * Report what any one loss would mean. With a single node, or a single zone, there is
	 * no other to go on, and nothing to report.
	 * @param problem the world
	 * @param assignment what runs
	 * @return the report
	 */
	public LossReport report(Problem problem, Assignment assignment) {
		Scene scene = new Scene(problem.withCurrent(assignment), assignment);
		Map<List<String>, Set<NodeId>> zones = new TreeMap<>(
				(one, other) -> String.join("\0", one).compareTo(String.join("\0", other)));
		scene.hosts.forEach((host) -> zones
			.computeIfAbsent(List.of(host.node().zone(), host.node().region()), (zone) -> new HashSet<>())
			.add(host.node().id()));
		long each = Math.min(MAX_EFFORT_EACH, Math.max(1, EFFORT / Math.max(1, scene.hosts.size() + zones.size())));
		Map<Set<NodeId>, Aftermath> known = new HashMap<>();
		List<Loss> losses = new ArrayList<>();
		if (scene.hosts.size() > 1) {
			for (Host host : scene.hosts) {
				Aftermath aftermath = known.computeIfAbsent(Set.of(host.node().id()),
						(lost) -> aftermath(scene, lost, each));
				losses.add(aftermath.loss(Loss.Kind.NODE, host.node().name(), host.node().region()));
			}
		}
		if (zones.size() > 1) {
			zones.forEach(
					(zone, nodes) -> losses.add(known.computeIfAbsent(nodes, (lost) -> aftermath(scene, lost, each))
						.loss(Loss.Kind.ZONE, zone.get(0), zone.get(1))));
		}
		return new LossReport(losses);
	}

	private Aftermath aftermath(Scene scene, Set<NodeId> lost, long effort) {
		List<Host> left = scene.hosts.stream().filter((host) -> !lost.contains(host.node().id())).toList();
		Assignment running = without(scene.assignment, lost);
		if (running.equals(scene.assignment)) {
			return new Aftermath(scene, left, running, true);
		}
		Problem rest = Change.with(scene.problem.withCurrent(running), left, scene.services());
		Fit fit = this.solver.fit(rest, present(scene), effort);
		Aftermath quick = new Aftermath(scene, left, fit.assignment(), fit.verdict() != Fit.Verdict.UNKNOWN);
		// The quick way does not balance loads; before it is blamed, look properly.
		return (fit.verdict() == Fit.Verdict.FITS && quick.overloads())
				? new Aftermath(scene, left, this.solver.repair(rest).assignment(), true) : quick;
	}

	/** What is missing already is not what the loss takes. */
	private static Map<ServiceId, Integer> present(Scene scene) {
		Map<ServiceId, Integer> present = new HashMap<>();
		for (Wanted wanted : scene.services()) {
			ServiceId service = wanted.spec().service();
			present.put(service, Math.min(wanted.spec().replicas().min(), scene.assignment.total(service)));
		}
		return present;
	}

	private static Assignment without(Assignment assignment, Set<NodeId> lost) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new LinkedHashMap<>();
		assignment.counts().forEach((service, on) -> {
			Map<NodeId, Integer> left = new HashMap<>(on);
			left.keySet().removeAll(lost);
			counts.put(service, left);
		});
		return new Assignment(counts);
	}

}
