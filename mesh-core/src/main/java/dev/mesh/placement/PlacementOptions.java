package dev.mesh.placement;

import java.time.Duration;

import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Weights;

/**
 * The rhythm and the preferences of placement.
 *
 * @param gatherTimeout how long a coordinator waits for what other members know before it
 * plans without them
 * @param headInterval how often the coordinator tells the epoch of its plan, so that who
 * has an older one asks for it, and looks at the load
 * @param requestTimeout how long an operator's request waits for the coordinator's answer
 * @param firstBackOff how long a node that failed to start a service is not asked again;
 * doubles with each failure in a row
 * @param longestBackOff where the doubling ends
 * @param maxMoves how many running instances are on the move at once, from 1
 * @param weights what counts how much
 * @param scaling when elastic services get more or fewer instances
 * @param optimize what is done to make calls go less far
 */
public record PlacementOptions(Duration gatherTimeout, Duration headInterval, Duration requestTimeout,
		Duration firstBackOff, Duration longestBackOff, int maxMoves, Weights weights, ScalingOptions scaling,
		OptimizeOptions optimize) {

	/**
	 * 1 second, 2 seconds, 10 seconds, 5 seconds, 5 minutes, 4 moves, and the defaults of
	 * weights, scaling and optimizing.
	 */
	public static final PlacementOptions DEFAULTS = new PlacementOptions(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5), 4, Weights.DEFAULT,
			ScalingOptions.DEFAULTS, OptimizeOptions.DEFAULTS);

	/**
	 * With the defaults of optimizing.
	 * @param gatherTimeout how long a coordinator waits for what other members know
	 * @param headInterval how often it tells the epoch of its plan
	 * @param requestTimeout how long an operator's request waits
	 * @param firstBackOff how long a node is not asked again
	 * @param longestBackOff where the doubling ends
	 * @param maxMoves how many running instances are on the move at once
	 * @param weights what counts how much
	 * @param scaling when elastic services get more or fewer instances
	 */
	public PlacementOptions(Duration gatherTimeout, Duration headInterval, Duration requestTimeout,
			Duration firstBackOff, Duration longestBackOff, int maxMoves, Weights weights, ScalingOptions scaling) {
		this(gatherTimeout, headInterval, requestTimeout, firstBackOff, longestBackOff, maxMoves, weights, scaling,
				OptimizeOptions.DEFAULTS);
	}

	public PlacementOptions {
		if (maxMoves < 1) {
			throw new IllegalArgumentException("max-moves is " + maxMoves + ": use a number from 1");
		}
		requirePositive("gather-timeout", gatherTimeout);
		requirePositive("head-interval", headInterval);
		requirePositive("request-timeout", requestTimeout);
		requirePositive("first-back-off", firstBackOff);
		requirePositive("longest-back-off", longestBackOff);
	}

	private static void requirePositive(String name, Duration time) {
		if (time.isNegative() || time.isZero()) {
			throw new IllegalArgumentException(name + " is " + time + ": use a time above zero");
		}
	}

}
