package dev.mesh.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.topology.Topology;

import org.jspecify.annotations.Nullable;

/**
 * The coordinator's decision on what operators ask. Owned by placement's thread.
 */
final class Admissions {

	private final WorldView worldView;

	private final Course course;

	private final ConflictFinder conflicts;

	Admissions(WorldView worldView, Course course, ConflictFinder conflicts) {
		this.worldView = worldView;
		this.course = course;
		this.conflicts = conflicts;
	}

	/**
	 * Decide.
	 * @param change what is asked
	 * @param directory the directory
	 * @param current the plan in force, which stands in this directory's world
	 * @return the plan that follows, the present one if nothing changes, and what changes
	 * @throws PlacementRequestException if the request is refused
	 */
	Decision decide(PolicyChange change, DirectorySnapshot directory, Plan current) {
		Policy policy = policy(change, directory.view(), current.policy());
		World world = this.worldView.of(directory, policy);
		double before = this.course.cost(current, this.worldView.of(directory, current.policy()));
		if (world.basis() == current.basis()) {
			return decided(directory, current, this.course.follow(current, current.under(policy), world), before,
					before);
		}
		Course.Heading heading = this.course.head(current, world);
		if (change instanceof PolicyChange.Submit) {
			requireNothingWorse(heading, current);
		}
		Plan next = this.course.follow(current, heading.plan(), world);
		return decided(directory, current, next, before, heading.solution().cost().total());
	}

	private static Decision decided(DirectorySnapshot directory, Plan current, Plan next, double before, double after) {
		Diff diff = new Diff(directory.view(), current, next);
		return new Decision(next,
				new Admission(next.epoch(), diff.start, diff.stop, diff.move, next.pending(), before, after));
	}

	private static Policy policy(PolicyChange change, View view, Policy policy) {
		if (change instanceof PolicyChange.Submit submit) {
			return policy.withTopology(parse(submit.topology()));
		}
		PolicyChange.SetMode mode = (PolicyChange.SetMode) change;
		if (view.find(mode.node()) == null && !policy.modes().containsKey(mode.node())) {
			throw new PlacementRequestException(Reason.UNKNOWN_NODE, "No live node is called '" + mode.node()
					+ "'. Use one of " + view.members().stream().map(Node::name).sorted().limit(20).toList() + ".");
		}
		return policy.withMode(mode.node(), mode.mode());
	}

	private static Topology parse(String text) {
		try {
			return Topology.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new PlacementRequestException(Reason.MALFORMED, String.valueOf(ex.getMessage()));
		}
	}

	private void requireNothingWorse(Course.Heading heading, Plan current) {
		Map<ServiceId, Integer> missing = new HashMap<>();
		current.pending().forEach((pending) -> missing.put(pending.service(), pending.missing()));
		List<ServiceId> worse = heading.solution()
			.shortfalls()
			.stream()
			.filter((shortfall) -> shortfall.missing() > missing.getOrDefault(shortfall.service(), 0))
			.map((shortfall) -> shortfall.service())
			.toList();
		if (!worse.isEmpty()) {
			throw new PlacementRequestException(Reason.CONFLICT,
					"The topology is refused and nothing is changed: " + worse
							+ " would lack instances. Ask for less, or add nodes.",
					this.conflicts.find(heading.problem(), heading.solution(), worse));
		}
	}

	/**
	 * What was decided.
	 *
	 * @param plan the plan that follows
	 * @param admission what changes
	 */
	record Decision(Plan plan, Admission admission) {

	}

	/**
	 * What is to change between what is live now and the new goal.
	 */
	private static final class Diff {

		private final List<Admission.Place> start = new ArrayList<>();

		private final List<Admission.Place> stop = new ArrayList<>();

		private final List<Admission.Move> move = new ArrayList<>();

		private final View view;

		Diff(View view, Plan current, Plan headed) {
			this.view = view;
			Map<ServiceId, Map<NodeId, Integer>> now = current.assignment().counts();
			Map<ServiceId, Map<NodeId, Integer>> goal = headed.goal().counts();
			Set<ServiceId> services = new TreeSet<>(now.keySet());
			services.addAll(goal.keySet());
			services.forEach((service) -> add(service, now.getOrDefault(service, Map.of()),
					goal.getOrDefault(service, Map.of())));
		}

		private void add(ServiceId service, Map<NodeId, Integer> now, Map<NodeId, Integer> goal) {
			List<NodeId> surplus = Staging.excess(now, goal);
			List<NodeId> missing = Staging.excess(goal, now);
			int moves = Math.min(surplus.size(), missing.size());
			for (int i = 0; i < moves; i++) {
				this.move.add(new Admission.Move(service, name(surplus.get(i)), name(missing.get(i))));
			}
			surplus.subList(moves, surplus.size())
				.forEach((node) -> this.stop.add(new Admission.Place(service, name(node))));
			missing.subList(moves, missing.size())
				.forEach((node) -> this.start.add(new Admission.Place(service, name(node))));
		}

		private String name(NodeId id) {
			@Nullable Node node = this.view.find(id);
			return (node != null) ? node.name() : id.toString();
		}

	}

}
