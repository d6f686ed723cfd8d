package dev.mesh.route;

import java.time.Duration;

/**
 * The rhythm of what is said about routes.
 *
 * @param digestInterval how often a node tells what its map looks like, so that who has
 * another one says so, among up to 20 members; among more that much more rarely
 * @param judgeInterval how often cutovers are looked at, and measured
 */
public record RouteOptions(Duration digestInterval, Duration judgeInterval) {

	/**
	 * 2 seconds, 250 milliseconds.
	 */
	public static final RouteOptions DEFAULTS = new RouteOptions(Duration.ofSeconds(2), Duration.ofMillis(250));

}
