package dev.mesh.placement;

import java.time.Duration;

/**
 * When an elastic service gets more or fewer instances.
 *
 * @param inFlight how many calls in flight one instance is to have, above 0
 * @param cpu which share of its node's processors one instance is to take, above 0 to 1
 * @param window over which time the measured load is averaged
 * @param upAfter the least time between a change and one to more instances
 * @param downAfter the least time between a change and one to fewer
 */
public record ScalingOptions(double inFlight, double cpu, Duration window, Duration upAfter, Duration downAfter) {

	/**
	 * 8 calls, 70 % of the processors, 10 seconds, 15 seconds, 1 minute.
	 */
	public static final ScalingOptions DEFAULTS = new ScalingOptions(8, 0.7, Duration.ofSeconds(10),
			Duration.ofSeconds(15), Duration.ofMinutes(1));

	public ScalingOptions {
		if (!(inFlight > 0 && inFlight < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException(
					"the calls in flight per instance are " + inFlight + ": use more than 0");
		}
		if (!(cpu > 0 && cpu <= 1)) {
			throw new IllegalArgumentException("the processor share per instance is " + cpu + ": use more than 0 to 1");
		}
		if (window.isNegative() || upAfter.isNegative() || downAfter.isNegative()) {
			throw new IllegalArgumentException(
					"scaling takes times of " + window + ", " + upAfter + " and " + downAfter + ": use 0 or more");
		}
	}

}
