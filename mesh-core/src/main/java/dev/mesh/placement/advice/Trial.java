package dev.mesh.placement.advice;

import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.traffic.Flow;

/**
 * Moves that were begun, and of which it is to show whether they pay. Calls are measured
 * by the distance that each goes, so that more or fewer calls make no difference.
 */
final class Trial {

	/** Of what was predicted, the least part that must come true. */
	private static final double PAYS = 0.3;

	/** Of the calls there were, the least part that can tell. */
	private static final double ENOUGH = 0.2;

	private final Advice advice;

	private final Assignment before;

	private final int basis;

	private final double predicted;

	private final double callsBefore;

	private final double distanceBefore;

	private final Set<ServiceId> services;

	private long settledNanos;

	private boolean settled;

	Trial(Advice advice, double predicted, Sight sight) {
		this.advice = advice;
		this.before = sight.problem().current();
		this.basis = sight.basis();
		this.predicted = predicted;
		this.services = Move.services(advice.moves());
		this.callsBefore = Flow.callsPerSecond(sight.flows(), this.services);
		this.distanceBefore = Flow.distancePerCall(sight.flows(), this.services);
	}

	/**
	 * Tell whether the world is another than that which the moves were made for.
	 */
	boolean isOvertaken(Sight sight) {
		return sight.basis() != this.basis
				|| (sight.settled() && !sight.problem().current().equals(this.advice.goal()));
	}

	/**
	 * Return for how long all has been in its new place.
	 * @return the time, 0 if it is not yet
	 */
	long settledFor(Sight sight) {
		if (!sight.settled()) {
			this.settled = false;
			return 0;
		}
		if (!this.settled) {
			this.settled = true;
			this.settledNanos = sight.nanos();
		}
		return sight.nanos() - this.settledNanos;
	}

	boolean canTell(Sight sight) {
		return Flow.callsPerSecond(sight.lastFlows(), this.services) > ENOUGH * this.callsBefore;
	}

	/**
	 * Return how much less far a call goes than before.
	 */
	double measured(Sight sight) {
		return this.distanceBefore - Flow.distancePerCall(sight.lastFlows(), this.services);
	}

	boolean pays(double measured) {
		return measured >= PAYS * this.predicted;
	}

	double predicted() {
		return this.predicted;
	}

	List<Move> moves() {
		return this.advice.moves();
	}

	/** The moves whose instances are not where they were to go. */
	List<Move> missed(Assignment current) {
		return moves().stream().filter((move) -> current.count(move.service(), move.to()) == 0).toList();
	}

	Assignment before() {
		return this.before;
	}

}
