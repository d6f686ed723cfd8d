package dev.mesh.placement;

import java.util.List;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;

/**
 * What should run where. Immutable.
 *
 * @param epoch grows with every plan; a node ignores a plan older than the one it has
 * @param assignment what is to be live now: every node makes this come true
 * @param goal where the moves lead, in stages; equal to the assignment once it is reached
 * @param pending what could not be placed, with the reason
 * @param policy what operators decided; it rides with the plan, so that it outlives every
 * coordinator
 * @param basis tells apart the worlds that goals were made for: nodes, offers, failures
 * and policy. The same basis needs no other goal.
 */
public record Plan(long epoch, Assignment assignment, Assignment goal, List<Pending> pending, Policy policy,
		int basis) {

	/**
	 * The plan before the first: nothing placed.
	 */
	public static final Plan NONE = settled(0, Assignment.NONE, List.of());

	public Plan {
		pending = List.copyOf(pending);
	}

	/**
	 * A plan that leads nowhere else, under no policy.
	 * @param epoch the epoch
	 * @param assignment what is to be live
	 * @param pending what could not be placed
	 * @return the plan
	 */
	public static Plan settled(long epoch, Assignment assignment, List<Pending> pending) {
		return new Plan(epoch, assignment, assignment, pending, Policy.NONE, 0);
	}

	/**
	 * Tell whether no further stage follows.
	 * @return whether the goal is reached once the assignment is carried out
	 */
	public boolean isFinal() {
		return this.assignment.equals(this.goal);
	}

	boolean isSameAs(Plan other) {
		return this.basis == other.basis && this.assignment.equals(other.assignment) && this.goal.equals(other.goal)
				&& this.policy.equals(other.policy);
	}

	Plan under(Policy other) {
		return new Plan(this.epoch, this.assignment, this.goal, this.pending, other, this.basis);
	}

	Plan toward(Assignment other, Policy wanted, int changed) {
		return new Plan(this.epoch, this.assignment, other, this.pending, wanted, changed);
	}

	/** This plan as the one that follows another. */
	Plan after(Plan other) {
		return new Plan(other.epoch + 1, this.assignment, this.goal, this.pending, this.policy, this.basis);
	}

	Plan next() {
		return after(this);
	}

	/**
	 * Instances that are wanted and have no node.
	 *
	 * @param service the service
	 * @param missing how many instances
	 * @param reason why
	 */
	public record Pending(ServiceId service, int missing, String reason) {

	}

}
