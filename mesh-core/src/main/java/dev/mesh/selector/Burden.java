package dev.mesh.selector;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Compares how much a node has to do already.
 */
final class Burden {

	/** Latencies that differ by less differ by chance. */
	private static final double NOISE = 1.5;

	private Burden() {
	}

	/**
	 * Return how many calls the node is working on, as far as is known.
	 * @param candidate the candidate
	 * @param now the time of the choice
	 * @return the number
	 */
	static int calls(Candidate candidate, long now) {
		return candidate.inFlight() + candidate.inFlightOfOthers(now);
	}

	/**
	 * Tell which of two would take less long with one more call: the calls it has, times
	 * what each takes, by its weight.
	 * @param one the one
	 * @param other the other
	 * @param now the time of the choice
	 * @return whether it is the one; tossed where they are equal
	 */
	static boolean isLighter(Candidate one, Candidate other, long now) {
		double burden = (calls(one, now) + 1) / one.weight();
		double otherBurden = (calls(other, now) + 1) / other.weight();
		double latency = one.latencyNanos(now);
		double otherLatency = other.latencyNanos(now);
		if (differ(latency, otherLatency)) {
			burden *= latency;
			otherBurden *= otherLatency;
		}
		return (burden == otherBurden) ? ThreadLocalRandom.current().nextBoolean() : burden < otherBurden;
	}

	/**
	 * Say how light a candidate is.
	 * @param candidate the candidate
	 * @param now the time of the choice
	 * @return the opinion, for comparison with others of about the same latency
	 */
	static Opinion opinion(Candidate candidate, long now) {
		// Of all who are refused at once some are sampled, so this must not take long.
		String why = candidate.inFlight() + " call(s) in flight, " + candidate.inFlightOfOthers(now) + " of others, "
				+ TimeUnit.NANOSECONDS.toMicros(candidate.latencyNanos(now)) + " µs each, by weight "
				+ candidate.weight();
		return new Opinion(candidate.weight() / (calls(candidate, now) + 1), why);
	}

	private static boolean differ(double latency, double other) {
		return latency > 0 && other > 0 && (latency > other * NOISE || other > latency * NOISE);
	}

}
