package dev.mesh.placement;

import java.time.Duration;

import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Weights;

/**
 * The rhythm of placement.
 *
 * @param gatherTimeout how long a coordinator waits for what other members know before it
 * plans without them
 * @param headInterval how often the coordinator tells the epoch of its plan, so that who
 * has an older one asks for it
 * @param firstBackOff how long a node that failed to start a service is not asked again;
 * doubles with each failure in a row
 * @param longestBackOff where the doubling ends
 * @param maxMoves how many running instances are on the move at once, from 1
 * @param weights what each kind of cost counts
 * @param optimize what is done to make calls go less far
 */
public record PlacementOptions(Duration gatherTimeout, Duration headInterval, Duration firstBackOff,
		Duration longestBackOff, int maxMoves, Weights weights, OptimizeOptions optimize) {

	/**
	 * 1 second, 2 seconds, 5 seconds, 5 minutes, 4 moves; the default weights, advice.
	 */
	public static final PlacementOptions DEFAULTS = new PlacementOptions(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(5), Duration.ofMinutes(5), 4);

	/**
	 * With the default weights and advice.
	 * @param gatherTimeout how long a coordinator waits for what other members know
	 * @param headInterval how often it tells the epoch of its plan
	 * @param firstBackOff how long a node is not asked again
	 * @param longestBackOff where the doubling ends
	 * @param maxMoves how many running instances are on the move at once
	 */
	public PlacementOptions(Duration gatherTimeout, Duration headInterval, Duration firstBackOff,
			Duration longestBackOff, int maxMoves) {
		this(gatherTimeout, headInterval, firstBackOff, longestBackOff, maxMoves, Weights.DEFAULT,
				OptimizeOptions.DEFAULTS);
	}

	public PlacementOptions {
		if (maxMoves < 1) {
			throw new IllegalArgumentException("max-moves is " + maxMoves + ": use a number from 1");
		}
	}

	/**
	 * Return the same with other settings for what is measured.
	 * @param other the settings
	 * @return the options
	 */
	public PlacementOptions withOptimize(OptimizeOptions other) {
		return new PlacementOptions(this.gatherTimeout, this.headInterval, this.firstBackOff, this.longestBackOff,
				this.maxMoves, this.weights, other);
	}

}
