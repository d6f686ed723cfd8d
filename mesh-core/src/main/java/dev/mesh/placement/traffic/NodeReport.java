package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.List;

/**
 * What a node measured since it reported last.
 *
 * @param window the time since then
 * @param calls the calls that it made, the busiest rows first
 * @param otherCallsPerSecond the calls that are in no row
 * @param startUps how long its instances took to start
 */
public record NodeReport(Duration window, List<CallRate> calls, double otherCallsPerSecond, List<StartUp> startUps) {

	/** The most rows a report may have. */
	static final int MAX_CALLS = 256;

	/** The most start-up times a report may have. */
	static final int MAX_START_UPS = 1024;

	/**
	 * A node that measures nothing.
	 */
	public static final NodeReport NONE = new NodeReport(Duration.ZERO, List.of(), 0, List.of());

	public NodeReport {
		calls = List.copyOf(calls);
		startUps = List.copyOf(startUps);
	}

}
