package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mesh.route.RouteBook.Origin;
import dev.mesh.route.cutover.CutoverPhase;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The routes of all services that have one, or have several versions.
 *
 * @param routes the routes
 */
public record RoutesDescriptor(List<RouteDescriptor> routes) implements OperationResponseBody {

	/**
	 * The route of one service.
	 *
	 * @param service the name of the service
	 * @param origin where its policy comes from
	 * @param policy the policy in force
	 * @param versions its versions, the newest first
	 * @param mirror what came of the calls that this node repeated
	 * @param cutover the cutover that is under way, or the last one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record RouteDescriptor(String service, Origin origin, PolicyDescriptor policy,
			List<VersionDescriptor> versions, MirrorCountsDescriptor mirror,
			@Nullable CutoverDescriptor cutover) implements OperationResponseBody {

	}

	/**
	 * A policy.
	 *
	 * @param weights how many of a hundred calls go to which version; empty for all to
	 * the newest that is ready
	 * @param split what decides on which side a call falls
	 * @param matches which requests are sent to a version whatever the weights
	 * @param pin whether requests stay on a version downstream
	 * @param measure whether calls are counted even where they all go one way
	 * @param mirror what is repeated on another version
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record PolicyDescriptor(Map<String, Integer> weights, String split, List<MatchDescriptor> matches,
			boolean pin, boolean measure, @Nullable MirrorDescriptor mirror) {

	}

	/**
	 * Requests that are sent to a version whatever the weights.
	 *
	 * @param header the name of the baggage
	 * @param value the value it must have, * for any
	 * @param version the version
	 */
	public record MatchDescriptor(String header, String value, String version) {

	}

	/**
	 * What is repeated.
	 *
	 * @param version the version that calls are repeated on
	 * @param share how many of a hundred
	 * @param verify whether responses are compared
	 * @param ignore the fields in which they may differ
	 */
	public record MirrorDescriptor(String version, int share, boolean verify, List<String> ignore) {

	}

	/**
	 * One version.
	 *
	 * @param version the version
	 * @param ready the nodes that have a ready instance
	 * @param calls the calls that this node made to it while each was looked at
	 * @param errors those of them that did not return a result
	 * @param p99Micros the time within which ninety-nine of a hundred ended
	 */
	public record VersionDescriptor(String version, List<String> ready, long calls, long errors, long p99Micros) {

	}

	/**
	 * What came of the calls that this node repeated.
	 *
	 * @param sent the calls that were repeated
	 * @param dropped those that were to be and were not
	 * @param failed those that did not come to run, or nobody knows
	 * @param compared the pairs of responses that were compared
	 * @param mismatched those of them that differ
	 * @param fields how many differ first in which field
	 * @param samples the latest mismatches
	 */
	public record MirrorCountsDescriptor(long sent, long dropped, long failed, long compared, long mismatched,
			Map<String, Long> fields, List<MismatchDescriptor> samples) {

	}

	/**
	 * One mismatch.
	 *
	 * @param at when it was found
	 * @param method the method that was called
	 * @param version the shadow version
	 * @param field the first field in which the responses differ
	 * @param expected the beginning of what the answering version has there
	 * @param actual the beginning of what the shadow version has there
	 */
	public record MismatchDescriptor(Instant at, String method, String version, String field, String expected,
			String actual) {

	}

	/**
	 * A cutover.
	 *
	 * @param from the version that took the calls before
	 * @param to the version that is to take them
	 * @param phase where it stands
	 * @param weight the percentage of calls that the new version takes
	 * @param events its steps so far
	 */
	public record CutoverDescriptor(String from, String to, CutoverPhase phase, int weight,
			List<CutoverEventDescriptor> events) {

	}

	/**
	 * One step of a cutover and what was seen in the step that ended with it.
	 *
	 * @param at when
	 * @param phase what began with it
	 * @param weight the percentage of calls that the new version takes from here on
	 * @param why one sentence
	 * @param from the calls to the old version
	 * @param to the calls to the new one, repeated ones until it takes calls itself
	 * @param compared the responses that were compared
	 * @param mismatched those of them that differ
	 * @param field the field in which most of them differ first, empty if none does
	 */
	public record CutoverEventDescriptor(Instant at, CutoverPhase phase, int weight, String why, SampleDescriptor from,
			SampleDescriptor to, long compared, long mismatched, String field) {

	}

	/**
	 * What calls came to.
	 *
	 * @param calls the calls
	 * @param errors those that did not return a result
	 * @param p99Micros the time within which ninety-nine of a hundred ended
	 */
	public record SampleDescriptor(long calls, long errors, long p99Micros) {

	}

}
