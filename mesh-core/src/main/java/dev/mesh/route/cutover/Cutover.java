package dev.mesh.route.cutover;

import java.util.ArrayList;
import java.util.List;

/**
 * A cutover and where it stands. Immutable.
 *
 * @param plan what was asked
 * @param phase where it stands
 * @param step which step of the ramp, from 0
 * @param reference what came of the calls to the old version when there were enough of
 * them last
 * @param events its steps so far, the latest {@value #MAX_EVENTS}
 */
public record Cutover(CutoverPlan plan, CutoverPhase phase, int step, Sample reference, List<CutoverEvent> events) {

	/**
	 * How many events are kept.
	 */
	public static final int MAX_EVENTS = 64;

	public Cutover {
		events = List.copyOf(events.subList(Math.max(0, events.size() - MAX_EVENTS), events.size()));
	}

	/**
	 * Begin.
	 * @param plan what is asked
	 * @param now the present time, in milliseconds of the epoch
	 * @return the cutover in its first phase
	 */
	public static Cutover begin(CutoverPlan plan, long now) {
		CutoverEvent begun = new CutoverEvent(now, CutoverPhase.SHADOW, 0,
				"Calls to version " + plan.from() + " are repeated on version " + plan.to() + ", which warms up.",
				Evidence.NONE);
		return new Cutover(plan, CutoverPhase.SHADOW, 0, Sample.NONE, List.of(begun));
	}

	/**
	 * Return the percentage of calls that the new version takes.
	 * @return the weight
	 */
	public int weight() {
		return switch (this.phase) {
			case SHADOW, COMPARE, ROLLED_BACK, ABORTED -> 0;
			case RAMP -> this.plan.steps().get(this.step);
			case COMMITTED -> 100;
		};
	}

	/**
	 * Tell whether calls are repeated.
	 * @return whether they are
	 */
	public boolean isMirrored() {
		return !this.phase.isOver() && weight() < 100;
	}

	/**
	 * End it because an operator says so.
	 * @param now the present time, in milliseconds of the epoch
	 * @return the ended cutover
	 */
	public Cutover abort(long now) {
		return to(CutoverPhase.ABORTED, 0, this.reference, now,
				"It was aborted: version " + this.plan.from() + " takes all calls.", Evidence.NONE);
	}

	Cutover to(CutoverPhase next, int nextStep, Sample seen, long now, String why, Evidence evidence) {
		List<CutoverEvent> all = new ArrayList<>(this.events);
		int weight = new Cutover(this.plan, next, nextStep, seen, List.of()).weight();
		all.add(new CutoverEvent(now, next, weight, why, evidence));
		return new Cutover(this.plan, next, nextStep, seen, all);
	}

}
