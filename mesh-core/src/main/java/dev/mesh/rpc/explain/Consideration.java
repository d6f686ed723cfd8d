package dev.mesh.rpc.explain;

import java.time.Duration;

import dev.mesh.selector.Opinion;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for and against one instance of a service, as the calling node sees it.
 *
 * @param node the name of its node
 * @param zone the zone of its node
 * @param version its canonical version
 * @param verdict what the call means to it
 * @param why the verdict in words, empty where nothing is to be said
 * @param opinion what the selector thinks of it, or {@code null} if it is not asked or
 * does not say
 * @param share the part of such calls that it would get, 0 to 1, found by picking many
 * times; {@code null} where it was not looked for
 * @param condition how it does, or {@code null} if this node sends it no calls
 */
public record Consideration(String node, String zone, String version, Verdict verdict, String why,
		@Nullable Opinion opinion, @Nullable Double share, @Nullable Condition condition) {

	/**
	 * How an instance does, as this node's calls have found.
	 *
	 * @param inFlight the calls of this node that its node works on, over all services
	 * @param inFlightOfOthers the calls of others that its node last spoke of
	 * @param latency how long the latest replies took, smoothed; zero if none came yet
	 * @param weight how much of the work it is to get, relative to others
	 * @param leftAloneFor how much longer it is left alone; zero if it is not
	 */
	public record Condition(int inFlight, int inFlightOfOthers, Duration latency, double weight,
			Duration leftAloneFor) {

	}

}
