package dev.mesh.rpc.traffic;

import java.time.Duration;
import java.util.List;

import dev.mesh.placement.traffic.CallRate;

/**
 * The calls that a node made in a stretch of time.
 *
 * @param length the time
 * @param calls how many, by caller, callee and target
 * @param otherCallsPerSecond the calls beyond the most rows there may be, and those whose
 * caller is not known yet
 */
public record TrafficWindow(Duration length, List<CallRate> calls, double otherCallsPerSecond) {

	public TrafficWindow {
		calls = List.copyOf(calls);
	}

}
