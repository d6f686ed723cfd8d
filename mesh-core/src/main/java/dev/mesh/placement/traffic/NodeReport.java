package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.List;

/**
 * What a node measured since it reported last.
 *
 * @param window the time since then
 * @param calls the calls that it made, the busiest rows first
 * @param otherCallsPerSecond the calls that are in no row
 * @param services the services it hosts
 */
public record NodeReport(Duration window, List<CallRate> calls, double otherCallsPerSecond,
		List<ServiceLoad> services) {

	/** The most rows a report may have. */
	static final int MAX_CALLS = 256;

	/** The most services a report may have. */
	static final int MAX_SERVICES = 1024;

	/**
	 * A node that measures nothing.
	 */
	public static final NodeReport NONE = new NodeReport(Duration.ZERO, List.of(), 0, List.of());

	public NodeReport {
		calls = List.copyOf(calls);
		services = List.copyOf(services);
	}

}
