package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.explain.AttemptSample.End;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.explain.CallSample.Kind;
import dev.mesh.rpc.explain.Verdict;
import dev.mesh.rpc.resilience.InstanceHealth.Standing;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What this node knows of its calls. Times are in microseconds, but for moments.
 *
 * @param services how much of each service this node takes on
 * @param instances the instances on other nodes that it calls
 * @param samples calls that failed or were slow, the newest first
 */
public record CallsDescriptor(List<ServiceDescriptor> services, List<InstanceDescriptor> instances,
		List<SampleDescriptor> samples) implements OperationResponseBody {

	static CallsDescriptor of(CallReport report) {
		return new CallDescriptions(Instant.now()).describe(report);
	}

	/**
	 * One service on this node.
	 *
	 * @param service its name
	 * @param limit how many calls of others may run here at once now
	 * @param running how many run
	 * @param waiting how many wait for their turn
	 * @param retries how many of this node's calls to it could be sent again now
	 */
	public record ServiceDescriptor(String service, int limit, int running, int waiting, double retries) {

	}

	/**
	 * One instance on another node.
	 *
	 * @param service the name of the service
	 * @param version its version
	 * @param node the name of the node
	 * @param zone the zone of the node
	 * @param reachable whether there is a connection to the node, or may be
	 * @param standing whether it gets calls
	 * @param ejectedUntil when it is to get calls again, if it gets none
	 * @param failuresInARow how many calls in a row have got no answer
	 * @param calls how many calls it is judged by
	 * @param failed those of them that failed
	 * @param slow those of them that were slow
	 * @param inFlight this node's calls to it that are under way
	 * @param latencyMicros how long its latest replies took
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record InstanceDescriptor(String service, String version, String node, String zone, boolean reachable,
			Standing standing, @Nullable Instant ejectedUntil, int failuresInARow, int calls, int failed, int slow,
			int inFlight, long latencyMicros) {

	}

	/**
	 * One call that failed or was slow.
	 *
	 * @param at when it ended
	 * @param kind why it was kept
	 * @param service the service that was called
	 * @param method the method that was called
	 * @param outcome how it ended
	 * @param error the class of what the caller was thrown
	 * @param message what Mesh said of it
	 * @param tookMicros how long it took
	 * @param leftMicros how much of its time was left
	 * @param slowFromMicros what was slow for such a call then
	 * @param waitedMicros how long of that it was not under way to any instance
	 * @param version the version that it went to
	 * @param keyHash the hash of its key
	 * @param baggage the names of the baggage that it carried
	 * @param tried how often it was tried
	 * @param attempts the last ones of these
	 * @param retries how many calls to the service could have been sent again at its end
	 * @param instances the instances as they stood at its end
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record SampleDescriptor(Instant at, Kind kind, String service, String method, CallOutcome outcome,
			@Nullable String error, @Nullable String message, long tookMicros, long leftMicros, long slowFromMicros,
			long waitedMicros, @Nullable String version, @Nullable String keyHash, SortedSet<String> baggage, int tried,
			List<AttemptDescriptor> attempts, double retries, List<ConsiderationDescriptor> instances) {

	}

	/**
	 * One time that a call was tried.
	 *
	 * @param node the name of the node
	 * @param afterMicros how long after the call had begun
	 * @param tookMicros how long until it ended
	 * @param hedge whether it was sent while another one was under way
	 * @param end how it ended
	 * @param reason why it did not run
	 * @param message what was said about it
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record AttemptDescriptor(String node, long afterMicros, long tookMicros, boolean hedge, End end,
			@Nullable Reason reason, @Nullable String message) {

	}

	/**
	 * One instance as a call saw it.
	 *
	 * @param node the name of its node
	 * @param zone the zone of its node
	 * @param version its version
	 * @param verdict what the call meant to it
	 * @param why the verdict in words
	 * @param score what the selector thought of it: the greater, the rather it is picked
	 * @param opinion the same in words
	 * @param inFlight this node's calls that its node worked on
	 * @param inFlightOfOthers the calls of others that its node last spoke of
	 * @param latencyMicros how long its latest replies took
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record ConsiderationDescriptor(String node, String zone, String version, Verdict verdict,
			@Nullable String why, @Nullable Double score, @Nullable String opinion, @Nullable Integer inFlight,
			@Nullable Integer inFlightOfOthers, @Nullable Long latencyMicros) {

	}

}
