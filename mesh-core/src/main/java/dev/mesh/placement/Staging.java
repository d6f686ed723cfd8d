package dev.mesh.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;

import org.jspecify.annotations.Nullable;

/**
 * The way from what is to be live now to the goal. What is missing starts at once and
 * what is too much ends at once; a running instance that the goal has elsewhere moves
 * when fewer than the most allowed are on their way. A move is on its way until the node
 * that it leaves no longer shows the instance. A step that would break a rule waits for
 * those that make room for it; where they wait for one another, they are taken together.
 * <p>
 * Two exceptions. What is on a node that leaves by itself is as good as lost: it moves at
 * once. And what an operator drains stays while its service would fall below its fewest
 * instances: a drain waits for replacements.
 */
final class Staging {

	private final World world;

	private final Assignment goal;

	private final Map<ServiceId, Map<NodeId, Integer>> counts;

	private final Map<NodeId, Map<ServiceId, Integer>> nodes = new HashMap<>();

	private final NodeRules rules;

	private final int underWay;

	private final List<Step> steps = new ArrayList<>();

	private int budget;

	Staging(World world, Assignment assignment, Assignment goal) {
		this.world = world;
		this.goal = goal;
		this.counts = world.copy(assignment);
		this.rules = new NodeRules(world);
		this.underWay = underWay();
	}

	Assignment next(int maxMoves) {
		this.budget = maxMoves - this.underWay;
		this.counts.values().forEach((places) -> places.keySet().removeAll(this.world.leaving()));
		this.counts.forEach((service, places) -> places
			.forEach((node, count) -> this.nodes.computeIfAbsent(node, (key) -> new HashMap<>()).put(service, count)));
		collectSteps();
		int before = this.steps.size();
		takeWhatBreaksNothing();
		long moves = this.steps.stream().filter(Step::isMove).count();
		boolean stuck = this.steps.size() == before && this.underWay == 0;
		if (moves <= this.budget || stuck) {
			this.steps.stream().filter((step) -> !step.isMove() || this.budget-- > 0).forEach(this::take);
		}
		return new Assignment(this.counts);
	}

	/** Instances that are still shown where they are no longer to be. */
	private int underWay() {
		int moving = 0;
		for (Map.Entry<ServiceId, Map<NodeId, Integer>> service : this.world.shown().counts().entrySet()) {
			Map<NodeId, Integer> shown = new TreeMap<>(service.getValue());
			shown.keySet().removeAll(this.world.leaving());
			moving += excess(shown, this.counts.getOrDefault(service.getKey(), Map.of())).size();
		}
		return moving;
	}

	private void collectSteps() {
		Drains drains = new Drains(this.world);
		Set<ServiceId> services = new TreeSet<>(this.counts.keySet());
		services.addAll(this.goal.counts().keySet());
		for (ServiceId service : services) {
			Map<NodeId, Integer> places = this.counts.computeIfAbsent(service, (key) -> new TreeMap<>());
			Map<NodeId, Integer> aims = this.goal.counts().getOrDefault(service, Map.of());
			List<NodeId> surplus = excess(places, aims);
			List<NodeId> missing = besides(surplus, excess(aims, places));
			int moves = Math.min(surplus.size(), missing.size());
			for (int i = 0; i < moves; i++) {
				this.steps.add(new Step(service, surplus.get(i), missing.get(i)));
			}
			missing.subList(moves, missing.size()).forEach((node) -> this.steps.add(new Step(service, null, node)));
			drains.stops(service, places, surplus.subList(moves, surplus.size()))
				.forEach((node) -> this.steps.add(new Step(service, node, null)));
		}
	}

	/** Who can moves within its zone: fewer instances have to wait for one another. */
	private List<NodeId> besides(List<NodeId> surplus, List<NodeId> missing) {
		List<NodeId> ordered = new ArrayList<>(missing);
		for (int i = 0; i < Math.min(surplus.size(), ordered.size()); i++) {
			for (int j = i; j < ordered.size(); j++) {
				if (this.rules.areInOneZone(surplus.get(i), ordered.get(j))) {
					ordered.add(i, ordered.remove(j));
					break;
				}
			}
		}
		return ordered;
	}

	private void takeWhatBreaksNothing() {
		boolean taken = true;
		while (taken) {
			taken = false;
			for (Iterator<Step> left = this.steps.iterator(); left.hasNext();) {
				Step step = left.next();
				if ((!step.isMove() || this.budget > 0) && breaksNothing(step)) {
					this.budget -= step.isMove() ? 1 : 0;
					left.remove();
					taken = true;
				}
			}
		}
	}

	/** Takes the step; takes it back if it breaks more than was broken. */
	private boolean breaksNothing(Step step) {
		double before = broken(step);
		take(step);
		if (broken(step) <= before) {
			return true;
		}
		take(new Step(step.service(), step.to(), step.from()));
		return false;
	}

	private double broken(Step step) {
		Map<NodeId, Integer> places = this.counts.getOrDefault(step.service(), Map.of());
		return broken(step.from()) + broken(step.to()) + this.rules.tooManyInZones(step.service(), places);
	}

	private double broken(@Nullable NodeId node) {
		return (node != null) ? this.rules.broken(node, this.nodes.getOrDefault(node, Map.of())) : 0;
	}

	private void take(Step step) {
		add(step.service(), step.from(), -1);
		add(step.service(), step.to(), 1);
	}

	private void add(ServiceId service, @Nullable NodeId node, int more) {
		if (node != null) {
			Map<NodeId, Integer> places = this.counts.computeIfAbsent(service, (key) -> new TreeMap<>());
			places.compute(node, (key, count) -> sum(count, more));
			this.nodes.computeIfAbsent(node, (key) -> new HashMap<>())
				.compute(service, (key, count) -> sum(count, more));
		}
	}

	private static @Nullable Integer sum(@Nullable Integer count, int more) {
		int sum = ((count != null) ? count : 0) + more;
		return (sum > 0) ? sum : null;
	}

	/** What one has beyond the other, a node named once for each instance. */
	static List<NodeId> excess(Map<NodeId, Integer> one, Map<NodeId, Integer> other) {
		List<NodeId> excess = new ArrayList<>();
		new TreeMap<>(one).forEach((node, count) -> {
			for (int i = other.getOrDefault(node, 0); i < count; i++) {
				excess.add(node);
			}
		});
		return excess;
	}

	/**
	 * One instance that moves, starts or stops.
	 */
	private record Step(ServiceId service, @Nullable NodeId from, @Nullable NodeId to) {

		boolean isMove() {
			return this.from != null && this.to != null;
		}

	}

	/**
	 * Keeps what is drained until it can be replaced.
	 */
	private static final class Drains {

		private final Map<NodeId, Host.Mode> modes;

		private final Map<ServiceId, Integer> fewest = new HashMap<>();

		Drains(World world) {
			this.modes = world.modes();
			for (Wanted wanted : world.services()) {
				this.fewest.put(wanted.spec().service(), wanted.spec().replicas().min());
			}
		}

		List<NodeId> stops(ServiceId service, Map<NodeId, Integer> places, List<NodeId> surplus) {
			int left = places.values().stream().mapToInt(Integer::intValue).sum();
			List<NodeId> stops = new ArrayList<>();
			for (NodeId node : surplus) {
				if (this.modes.get(node) != Host.Mode.DRAINING || left > this.fewest.getOrDefault(service, 0)) {
					stops.add(node);
					left--;
				}
			}
			return stops;
		}

	}

}
