package dev.mesh.spring.autoconfigure;

import java.time.Duration;
import java.util.Map;

import dev.mesh.rpc.CallPriority;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls to one service. What is not set is as {@code @MeshCall} says.
 *
 * @param timeout Longest time a call may take, retries included.
 * @param idempotent Whether its methods may be run twice.
 * @param maxAttempts Most times a call is sent, the first included.
 * @param hedged Whether a call that is unusually late is sent to a second instance.
 * @param priority Who goes first where the callee cannot serve all.
 * @param slow Time from which on a call is slow and kept as a sample. By default three
 * times what 19 of 20 calls of its method take, and half of the timeout at the latest.
 * @param retry How often and how soon calls are sent again.
 * @param ejection When an instance is left alone.
 * @param limit How much an instance takes on.
 * @param methods Single methods by name.
 */
public record CallsProperties(@Nullable Duration timeout, @Nullable Boolean idempotent, @Nullable Integer maxAttempts,
		@Nullable Boolean hedged, @Nullable CallPriority priority, @Nullable Duration slow, @DefaultValue Retry retry,
		@DefaultValue Ejection ejection, @DefaultValue Limit limit, @DefaultValue Map<String, Method> methods) {

	/**
	 * How often and how soon calls are sent again.
	 *
	 * @param budget Share of the calls that may be sent again, 0 to 1.
	 * @param saved How many such calls can be saved up; 0 for none at all.
	 * @param firstBackOff Longest pause before the instances are tried a second time.
	 * @param longestBackOff Pause at which doubling ends.
	 */
	public record Retry(@DefaultValue("0.1") double budget, @DefaultValue("100") int saved,
			@DefaultValue("4ms") Duration firstBackOff, @DefaultValue("256ms") Duration longestBackOff) {

	}

	/**
	 * When an instance is left alone.
	 *
	 * @param enabled Whether that is ever done.
	 * @param failuresInARow Calls without an answer in a row that are enough.
	 * @param badShare Share of an instance's calls that must be bad, 0 to 1, and twice
	 * that of the others.
	 * @param slowFactor How many times the median a bad call takes at least.
	 * @param slowMargin How much more than that it takes at least.
	 * @param first Time for which an instance is left alone first; doubles each time.
	 * @param longest Time at which doubling ends.
	 */
	public record Ejection(@DefaultValue("true") boolean enabled, @DefaultValue("5") int failuresInARow,
			@DefaultValue("0.5") double badShare, @DefaultValue("3") double slowFactor,
			@DefaultValue("10ms") Duration slowMargin, @DefaultValue("5s") Duration first,
			@DefaultValue("5m") Duration longest) {

	}

	/**
	 * How much an instance takes on.
	 *
	 * @param maxConcurrent Most calls that run at once on a node, local ones included.
	 * @param adaptive Whether the bound on calls of other nodes follows what the service
	 * is seen to bear.
	 * @param maxWait Longest time a call is let wait for its turn.
	 */
	public record Limit(@Nullable Integer maxConcurrent, @DefaultValue("true") boolean adaptive,
			@DefaultValue("500ms") Duration maxWait) {

	}

	/**
	 * Calls of one method; what is not set is as for the service.
	 *
	 * @param timeout Longest time a call may take, retries included.
	 * @param idempotent Whether it may be run twice.
	 * @param maxAttempts Most times a call is sent, the first included.
	 * @param hedged Whether a call that is unusually late is sent to a second instance.
	 * @param priority Who goes first where the callee cannot serve all.
	 */
	public record Method(@Nullable Duration timeout, @Nullable Boolean idempotent, @Nullable Integer maxAttempts,
			@Nullable Boolean hedged, @Nullable CallPriority priority) {

	}

}
