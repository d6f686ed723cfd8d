package dev.mesh.placement.advice;

import java.time.Duration;

/**
 * How calls are measured and what is made of it.
 *
 * @param mode what is done
 * @param reportInterval how often each node reports its calls
 * @param optimizeInterval how often the coordinator looks for something better
 * @param movesPerMinute how many instances are moved or started to save calls, on average
 * @param instanceCost the calls a second over one unit of distance that one instance more
 * of an elastic service has to save, above 0
 */
public record OptimizeOptions(OptimizeMode mode, Duration reportInterval, Duration optimizeInterval, int movesPerMinute,
		double instanceCost) {

	/**
	 * Of what an instance has to save to be started, the part that keeps it. So much room
	 * lets calls swing without instances coming and going.
	 */
	static final double KEEPS = 0.5;

	/**
	 * Advise, by reports every 5 seconds, every 15 seconds; 10 moves a minute; an
	 * instance for 10 calls a second.
	 */
	public static final OptimizeOptions DEFAULTS = new OptimizeOptions(OptimizeMode.ADVISE, Duration.ofSeconds(5),
			Duration.ofSeconds(15), 10, 10);

	public OptimizeOptions {
		if (movesPerMinute < 1) {
			throw new IllegalArgumentException("optimize-moves is " + movesPerMinute + ": use a number from 1");
		}
		if (!(instanceCost > 0 && instanceCost < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException("optimize-instance-cost is " + instanceCost + ": use a number above 0");
		}
		for (Duration interval : new Duration[] { reportInterval, optimizeInterval }) {
			if (interval.isNegative() || interval.isZero()) {
				throw new IllegalArgumentException("an interval is " + interval + ": use one above zero");
			}
		}
	}

	/**
	 * Return the same with another mode.
	 * @param other the mode
	 * @return the options
	 */
	public OptimizeOptions withMode(OptimizeMode other) {
		return new OptimizeOptions(other, this.reportInterval, this.optimizeInterval, this.movesPerMinute,
				this.instanceCost);
	}

	/**
	 * Return whether calls are measured.
	 * @return whether the mode needs it
	 */
	public boolean measures() {
		return this.mode != OptimizeMode.OFF;
	}

}
