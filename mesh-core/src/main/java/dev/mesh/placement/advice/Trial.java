package dev.mesh.placement.advice;

import java.util.List;
import java.util.Set;

import dev.mesh.cluster.NodeId;
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

	/** Who is busier than this can take no more. */
	private static final double BUSY = 0.9;

	/** Busier by less than this is chance. */
	private static final double BUSIER = 0.2;

	private final Advice advice;

	private final Aim before;

	private final double price;

	private final double busiestBefore;

	private final double predicted;

	private final double callsBefore;

	private final double distanceBefore;

	private final Set<ServiceId> services;

	private int basis;

	private long settledNanos;

	private boolean settled;

	/**
	 * Begin.
	 * @param advice the moves
	 * @param predicted how much less far a call is to go
	 * @param sight the world before
	 * @param price what keeps one instance more
	 */
	Trial(Advice advice, double predicted, Sight sight, double price) {
		this.advice = advice;
		this.before = Aim.at(sight.problem().current(), sight.spans());
		this.basis = sight.basis();
		this.predicted = predicted;
		this.price = price;
		this.services = Move.services(advice.moves());
		this.callsBefore = Flow.callsPerSecond(sight.calls().flows(), this.services);
		this.distanceBefore = Flow.distancePerCall(sight.calls().flows(), this.services);
		this.busiestBefore = sight.busiest();
	}

	/** What is wanted changed with the moves, and that is no other world. */
	void beganWith(int changed) {
		this.basis = changed;
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
		return Flow.callsPerSecond(sight.calls().lastFlows(), this.services) > ENOUGH * this.callsBefore;
	}

	/**
	 * Return how much less far a call goes than before.
	 */
	double measured(Sight sight) {
		return this.distanceBefore - Flow.distancePerCall(sight.calls().lastFlows(), this.services);
	}

	boolean pays(double measured) {
		double saved = measured * this.callsBefore;
		return measured >= PAYS * this.predicted && saved >= this.price * Move.added(moves());
	}

	/** Whether a node has been given more than it can do. */
	boolean overloads(Sight sight) {
		return sight.busiest() > BUSY && sight.busiest() > this.busiestBefore + BUSIER;
	}

	double predicted() {
		return this.predicted;
	}

	List<Move> moves() {
		return this.advice.moves();
	}

	/** The moves whose instances are not where they were to go. */
	List<Move> missed(Assignment current) {
		return moves().stream().filter((move) -> {
			NodeId to = move.to();
			return to != null && current.count(move.service(), to) == 0;
		}).toList();
	}

	Aim before() {
		return this.before;
	}

}
