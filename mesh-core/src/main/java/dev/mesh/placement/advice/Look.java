package dev.mesh.placement.advice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.traffic.FlowModel;

/**
 * One search for something better. Immutable, and a pure function: it takes its time and
 * can be run by any thread.
 */
public final class Look {

	private final Sight sight;

	private final Problem moving;

	private final Problem growing;

	private final Map<ServiceId, Integer> released;

	private final double price;

	/**
	 * A look.
	 * @param sight what was seen
	 * @param moving the same without what is not to be tried
	 * @param growing the same where elastic services get more instances
	 * @param released services that are to give instances back, with how many they keep
	 * @param price what one instance more has to save
	 */
	Look(Sight sight, Problem moving, Problem growing, Map<ServiceId, Integer> released, double price) {
		this.sight = sight;
		this.moving = moving;
		this.growing = growing;
		this.released = released;
		this.price = price;
	}

	/**
	 * Search.
	 * @param optimizer how
	 * @return what was found
	 */
	public Finding run(Optimizer optimizer) {
		List<Node> nodes = this.moving.hosts().stream().map(Host::node).toList();
		FlowModel model = new FlowModel(nodes, this.sight.calls().traffic());
		Map<ServiceId, Span> spans = this.sight.spans();
		Map<ServiceId, Integer> needed = needed(model);
		Assignment goal = this.released.isEmpty() ? null : givenBack(model, optimizer);
		if (goal == null) {
			Assignment moved = optimizer.optimize(this.moving).assignment();
			goal = new Growth(this.growing, spans, this.sight.calls().traffic(), model, this.price).from(moved,
					optimizer);
		}
		return new Finding(this, new Proposal(model, this.sight.problem().current(), goal), needed);
	}

	/**
	 * Return how many of the instances that are there by traffic still save what keeps
	 * them: less than what it took to start them, so that none comes and goes.
	 */
	private Map<ServiceId, Integer> needed(FlowModel model) {
		Map<ServiceId, Integer> present = new TreeMap<>();
		Map<ServiceId, Integer> least = new TreeMap<>();
		this.sight.spans().forEach((service, span) -> {
			int total = this.sight.problem().current().total(service);
			if (total > span.least()) {
				present.put(service, total);
				least.put(service, span.least());
			}
		});
		Assignment pruned = prune(model, least);
		present.replaceAll((service, total) -> pruned.total(service));
		return present;
	}

	private Assignment givenBack(FlowModel model, Optimizer optimizer) {
		Assignment pruned = prune(model, this.released);
		return optimizer.repair(Targets.with(this.growing, Targets.of(pruned, this.sight.spans())).withCurrent(pruned))
			.assignment();
	}

	private Assignment prune(FlowModel model, Map<ServiceId, Integer> least) {
		return new Pruning(model, least, (service, node) -> this.price * OptimizeOptions.KEEPS)
			.prune(this.sight.problem().current());
	}

	Sight sight() {
		return this.sight;
	}

	boolean givesBack() {
		return !this.released.isEmpty();
	}

}
