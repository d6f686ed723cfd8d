package dev.mesh.placement;

import java.time.Duration;

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
 */
public record PlacementOptions(Duration gatherTimeout, Duration headInterval, Duration firstBackOff,
		Duration longestBackOff, int maxMoves) {

	/**
	 * 1 second, 2 seconds, 5 seconds, 5 minutes, 4 moves.
	 */
	public static final PlacementOptions DEFAULTS = new PlacementOptions(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(5), Duration.ofMinutes(5), 4);

	public PlacementOptions {
		if (maxMoves < 1) {
			throw new IllegalArgumentException("max-moves is " + maxMoves + ": use a number from 1");
		}
	}

}
