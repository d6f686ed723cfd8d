package dev.mesh.directory;

import java.time.Duration;

/**
 * The directory's rhythm.
 *
 * @param digestInterval how often a node tells the stamp of its entry, so that who has an
 * older one asks for it
 * @param loadInterval how often at most a mere change of load is sent
 * @param acknowledgeInterval how often a missing acknowledgement is asked for again
 */
public record DirectoryOptions(Duration digestInterval, Duration loadInterval, Duration acknowledgeInterval) {

	/**
	 * 5 seconds, 1 second, 200 milliseconds.
	 */
	public static final DirectoryOptions DEFAULTS = new DirectoryOptions(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofMillis(200));

}
