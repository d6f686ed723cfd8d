package dev.mesh.placement.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.traffic.Flow;
import dev.mesh.placement.traffic.FlowModel;
import org.jspecify.annotations.Nullable;

/**
 * What another assignment would save. A pure function of the problem and the goal.
 */
final class Proposal {

	/** Of what calls cost, the least part that is worth moving anything. */
	private static final double LEAST_PART = 0.05;

	/** One call a second to the next node. */
	private static final double LEAST_SAVING = 1;

	private static final int MAX_REASONS = 10;

	private final Problem problem;

	private final Assignment goal;

	private final List<Flow> before;

	private final List<Flow> after;

	private final List<Move> moves;

	Proposal(Problem problem, Assignment goal) {
		this.problem = problem;
		this.goal = goal;
		this.moves = Move.between(problem.current(), goal);
		List<Node> nodes = problem.hosts().stream().map(Host::node).toList();
		this.before = new FlowModel(nodes, problem.current()).flows(problem.traffic());
		this.after = new FlowModel(nodes, goal).flows(problem.traffic());
	}

	/**
	 * Return what is to be proposed.
	 * @return the advice, or {@code null} if it is not worth moving anything
	 */
	@Nullable Advice advice() {
		double cost = Flow.cost(this.before);
		double saving = cost - Flow.cost(this.after);
		if (this.moves.isEmpty() || takesAway() || saving < LEAST_SAVING || saving < LEAST_PART * cost) {
			return null;
		}
		return new Advice(this.moves, this.goal, cost, saving, reasons());
	}

	/** What lacks instances now is not for the advisor to give up. */
	private boolean takesAway() {
		return this.problem.current()
			.counts()
			.keySet()
			.stream()
			.anyMatch((service) -> this.goal.total(service) < this.problem.current().total(service));
	}

	/**
	 * Return how much less far a call from or to what moves would go.
	 * @return the distance of one call
	 */
	double savedPerCall() {
		Set<ServiceId> services = Move.services(this.moves);
		return Flow.distancePerCall(this.before, services) - Flow.distancePerCall(this.after, services);
	}

	private List<Advice.Reason> reasons() {
		record Saving(Advice.Reason reason, double amount) {

		}
		List<Saving> savings = new ArrayList<>();
		for (int i = 0; i < this.before.size(); i++) {
			Flow from = this.before.get(i);
			Flow to = this.after.get(i);
			if (to.distance() < from.distance()) {
				savings.add(new Saving(new Advice.Reason(from.caller(), from.callee(), from.callsPerSecond(),
						from.distance(), to.distance()), from.cost() - to.cost()));
			}
		}
		savings.sort(Comparator.comparingDouble(Saving::amount).reversed());
		return savings.stream().limit(MAX_REASONS).map(Saving::reason).toList();
	}

}
