package dev.mesh.placement.advice;

import java.util.Map;

import dev.mesh.directory.ServiceId;

/**
 * What a look found. Immutable.
 */
public final class Finding {

	private final Look look;

	private final Proposal proposal;

	private final Map<ServiceId, Integer> needed;

	/**
	 * A finding.
	 * @param look the look
	 * @param proposal the best that was found
	 * @param needed of the services that have instances by traffic, how many pay
	 */
	Finding(Look look, Proposal proposal, Map<ServiceId, Integer> needed) {
		this.look = look;
		this.proposal = proposal;
		this.needed = Map.copyOf(needed);
	}

	Look look() {
		return this.look;
	}

	Proposal proposal() {
		return this.proposal;
	}

	Map<ServiceId, Integer> needed() {
		return this.needed;
	}

	/** Whether the world is still the one that was looked at. */
	boolean isAbout(Sight now) {
		Sight then = this.look.sight();
		return now.settled() && now.basis() == then.basis() && now.problem().current().equals(then.problem().current());
	}

}
