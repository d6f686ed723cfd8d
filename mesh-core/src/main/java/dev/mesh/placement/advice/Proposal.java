package dev.mesh.placement.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.traffic.Flow;
import dev.mesh.placement.traffic.FlowModel;
import org.jspecify.annotations.Nullable;

/**
 * What another assignment would save. Immutable.
 */
final class Proposal {

	/** Of what calls cost, the least part that is worth moving anything. */
	private static final double LEAST_PART = 0.05;

	/** One call a second to the next node. */
	private static final double LEAST_SAVING = 1;

	private static final int MAX_REASONS = 10;

	private final Assignment goal;

	private final List<Flow> before;

	private final List<Flow> after;

	private final List<Move> moves;

	Proposal(FlowModel model, Assignment current, Assignment goal) {
		this.goal = goal;
		this.moves = Move.between(current, goal);
		this.before = model.flows(current);
		this.after = model.flows(goal);
	}

	/**
	 * Return what is to be proposed.
	 * @return the advice, or {@code null} if it is not worth moving anything
	 */
	@Nullable Advice advice() {
		Advice advice = unconditional();
		boolean much = advice.saving() >= LEAST_SAVING && advice.saving() >= LEAST_PART * advice.cost();
		// What lacks instances now is not for the advisor to give up.
		boolean takesAway = this.moves.stream().anyMatch((move) -> move.to() == null);
		return (much && !takesAway && !this.moves.isEmpty()) ? advice : null;
	}

	/**
	 * Return the moves, whatever they save.
	 */
	Advice unconditional() {
		double cost = Flow.cost(this.before);
		return new Advice(this.moves, this.goal, cost, cost - Flow.cost(this.after), reasons());
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
