package dev.mesh.placement.advice;

import java.time.Duration;

/**
 * How calls are measured and what is made of it.
 *
 * @param mode what is done
 * @param reportInterval how often each node reports its calls
 * @param optimizeInterval how often the coordinator looks for something better
 * @param movesPerMinute how many instances are moved to save calls, on average
 */
public record OptimizeOptions(OptimizeMode mode, Duration reportInterval, Duration optimizeInterval,
		int movesPerMinute) {

	/**
	 * Advise, by reports every 5 seconds, every 15 seconds; 10 moves a minute.
	 */
	public static final OptimizeOptions DEFAULTS = new OptimizeOptions(OptimizeMode.ADVISE, Duration.ofSeconds(5),
			Duration.ofSeconds(15), 10);

	public OptimizeOptions {
		if (movesPerMinute < 1) {
			throw new IllegalArgumentException("optimize-moves is " + movesPerMinute + ": use a number from 1");
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
		return new OptimizeOptions(other, this.reportInterval, this.optimizeInterval, this.movesPerMinute);
	}

	/**
	 * Return whether calls are measured.
	 * @return whether the mode needs it
	 */
	public boolean measures() {
		return this.mode != OptimizeMode.OFF;
	}

}
