package dev.mesh.directory;

import java.time.Duration;

/**
 * The directory's rhythm.
 *
 * @param digestInterval how often a node tells the stamp of its entry, so that who has an
 * older one asks for it, among up to 20 members; among more that much more rarely
 * @param changeInterval how often at most a change is sent
 * @param loadInterval how often at most a mere change of load is sent, among up to 20
 * members; among more that much more rarely, so that each hears of 20 in this time
 * @param acknowledgeInterval how often a missing acknowledgement is asked for again
 */
public record DirectoryOptions(Duration digestInterval, Duration changeInterval, Duration loadInterval,
		Duration acknowledgeInterval) {

	/**
	 * 5 seconds, 20 milliseconds, 1 second, 200 milliseconds.
	 */
	public static final DirectoryOptions DEFAULTS = new DirectoryOptions(Duration.ofSeconds(5), Duration.ofMillis(20),
			Duration.ofSeconds(1), Duration.ofMillis(200));

}
