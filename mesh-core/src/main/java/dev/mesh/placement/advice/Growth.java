package dev.mesh.placement.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.traffic.FlowModel;

/**
 * Runs elastic services where their callers are: tries as many instances as there may be
 * of those whose calls go over distance, and of all that they call in turn, and takes
 * away those that do not save their price. A pure function.
 */
final class Growth {

	/** The work of one model of the calls, by the square of the instances tried. */
	private static final int MOST_WORK = 2_000_000;

	private static final int MOST_ADDED = 64;

	private static final int LEAST_ADDED = 4;

	private final Problem problem;

	private final Map<ServiceId, Span> spans;

	private final Traffic traffic;

	private final FlowModel model;

	private final double price;

	Growth(Problem problem, Map<ServiceId, Span> spans, Traffic traffic, FlowModel model, double price) {
		this.problem = problem;
		this.spans = spans;
		this.traffic = traffic;
		this.model = model;
		this.price = price;
	}

	/**
	 * Look for instances to add.
	 * @param moved the best assignment without more instances
	 * @return the better of it and of one with more instances
	 */
	Assignment from(Assignment moved, Optimizer optimizer) {
		Map<ServiceId, Integer> most = mostOf(candidates(moved), moved);
		if (most.isEmpty()) {
			return moved;
		}
		Assignment full = optimizer.optimize(Targets.yielding(this.problem, most)).assignment();
		Map<ServiceId, Integer> least = new TreeMap<>();
		most.keySet().forEach((service) -> least.put(service, moved.total(service)));
		Assignment pruned = new Pruning(this.model, least,
				(service, node) -> this.price
						+ ((this.problem.current().count(service, node) > 0) ? -this.problem.weights().moving() : 0))
			.prune(full);
		Assignment grown = optimizer
			.repair(Targets.with(this.problem, Targets.of(pruned, this.spans)).withCurrent(pruned))
			.assignment();
		return pays(moved, grown) ? grown : moved;
	}

	private boolean pays(Assignment moved, Assignment grown) {
		List<Move> moves = Move.between(moved, grown);
		boolean takes = moves.stream().anyMatch((move) -> move.to() == null);
		int added = Move.added(moves);
		return added > 0 && !takes && this.model.cost(moved) - this.model.cost(grown) > added * this.price;
	}

	/**
	 * Whom calls over distance go to, the dearest first, each with whom it calls in turn.
	 */
	private Set<ServiceId> candidates(Assignment moved) {
		Map<ServiceId, Double> costs = new HashMap<>();
		this.model.flows(moved).forEach((flow) -> costs.merge(flow.callee(), flow.cost(), Double::sum));
		List<ServiceId> dearest = costs.entrySet()
			.stream()
			.filter((callee) -> callee.getValue() > 0)
			.sorted(Comparator.comparingDouble((Map.Entry<ServiceId, Double> callee) -> -callee.getValue())
				.thenComparing(Map.Entry::getKey))
			.map(Map.Entry::getKey)
			.toList();
		Set<ServiceId> candidates = new LinkedHashSet<>();
		dearest.forEach((service) -> addWithCallees(service, candidates));
		return candidates;
	}

	private void addWithCallees(ServiceId service, Set<ServiceId> to) {
		List<ServiceId> next = new ArrayList<>(List.of(service));
		while (!next.isEmpty()) {
			ServiceId one = next.remove(next.size() - 1);
			if (to.add(one)) {
				this.traffic.between()
					.stream()
					.filter((calls) -> calls.caller().equals(one))
					.forEach((calls) -> next.add(calls.callee()));
			}
		}
	}

	private Map<ServiceId, Integer> mostOf(Set<ServiceId> candidates, Assignment moved) {
		Map<ServiceId, Integer> most = new TreeMap<>();
		int left = mostAdded();
		for (ServiceId service : candidates) {
			int room = Math.min(roomOf(service) - moved.total(service), left);
			if (room > 0) {
				most.put(service, moved.total(service) + room);
				left -= room;
			}
		}
		return most;
	}

	private int mostAdded() {
		double calls = 1.0 + this.traffic.between().size() + this.traffic.entering().size();
		return (int) Math.max(LEAST_ADDED, Math.min(MOST_ADDED, Math.sqrt(MOST_WORK / calls)));
	}

	/** One on each node is all that callers can ask for. */
	private int roomOf(ServiceId service) {
		Span span = this.spans.get(service);
		if (span == null) {
			return 0;
		}
		return this.problem.services()
			.stream()
			.filter((wanted) -> wanted.spec().service().equals(service))
			.mapToInt((wanted) -> Math.min(span.most(), openTo(wanted)))
			.sum();
	}

	private int openTo(Wanted wanted) {
		return (int) this.problem.hosts()
			.stream()
			.filter((host) -> host.mode() == Host.Mode.OPEN && wanted.offered().contains(host.node().id()))
			.count();
	}

}
