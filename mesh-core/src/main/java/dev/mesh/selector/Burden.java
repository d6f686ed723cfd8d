package dev.mesh.selector;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Compares how much a node has to do already.
 */
final class Burden {

	/** What differs by less is noise, and equals are to be treated equally. */
	private static final double NOISE = 1.5;

	private Burden() {
	}

	/**
	 * Return how many calls the node is working on, at the least.
	 * @param candidate the candidate
	 * @return the number
	 */
	static int calls(Candidate candidate) {
		return Math.max(candidate.inFlight(), candidate.reportedLoad());
	}

	/**
	 * Tell which of two would take less long with one more call: the calls it has, times
	 * what each takes, by its weight.
	 * @param one the one
	 * @param other the other
	 * @return whether it is the one; tossed where they are about equal
	 */
	static boolean isLighter(Candidate one, Candidate other) {
		double latency = one.latencyNanos();
		double otherLatency = other.latencyNanos();
		boolean known = latency > 0 && otherLatency > 0;
		double burden = (calls(one) + 1) * (known ? latency : 1) / one.weight();
		double otherBurden = (calls(other) + 1) * (known ? otherLatency : 1) / other.weight();
		if (burden < otherBurden * NOISE && otherBurden < burden * NOISE) {
			return ThreadLocalRandom.current().nextBoolean();
		}
		return burden < otherBurden;
	}

}
