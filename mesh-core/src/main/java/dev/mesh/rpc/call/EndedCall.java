package dev.mesh.rpc.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.explain.AttemptSample;
import dev.mesh.rpc.explain.AttemptSample.End;
import dev.mesh.rpc.explain.CallSample;
import dev.mesh.rpc.explain.Consideration;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended and is to be kept as a sample.
 *
 * @param call the call
 * @param outcome how it ended
 * @param thrown what its caller is thrown, if anything
 * @param last what it waited for last, if that was answers
 * @param beganNanos when it was first sent, or began to wait
 * @param nowNanos when it ended
 */
record EndedCall(OutboundCall call, CallOutcome outcome, @Nullable Throwable thrown, @Nullable Flight last,
		long beganNanos, long nowNanos) {

	private static final int MOST_ATTEMPTS = 16;

	CallSample sample(CallSample.Kind kind) {
		MethodCall method = this.call.method();
		Lane lane = this.call.version().chosen();
		Picker picker = (lane != null)
				? new Picker(method, this.call.aim(), this.call.tried(), lane, this.call.arguments(), this.nowNanos)
				: null;
		List<AttemptSample> attempts = attempts();
		List<Consideration> instances = (lane != null && picker != null)
				? new Considerations(method, lane, picker, null, null).of(method.calling().routes().snapshot())
				: List.of();
		return new CallSample(Instant.now(), kind, method.point(), this.outcome,
				(this.thrown != null) ? this.thrown.getClass().getName() : null, message(),
				nanos(this.nowNanos - this.beganNanos), nanos(Math.max(0, this.call.deadlineNanos() - this.nowNanos)),
				nanos(method.samples().slowNanos()), (lane != null) ? lane.version() : null,
				(picker != null && picker.hasKey()) ? Long.toHexString(picker.keyHash()) : null,
				this.call.version().baggage().entries().keySet(),
				attempts.subList(Math.max(0, attempts.size() - MOST_ATTEMPTS), attempts.size()), attempts.size(),
				waited(attempts), method.route().guard().budget().left(), instances);
	}

	/** What a service says in its exceptions is not ours to keep. */
	private String message() {
		CallTrail trail = this.call.tried().trail();
		boolean quoted = trail != null && trail.steps().stream().anyMatch((step) -> mayQuote(step.attempt()));
		boolean own = (this.thrown instanceof NotExecutedException refused) ? refused.reason() != Reason.INCOMPATIBLE
				: this.thrown instanceof OutcomeUnknownException;
		return (own && !quoted && this.thrown != null) ? String.valueOf(this.thrown.getMessage()) : "";
	}

	/** What cannot be read or written may be quoted where that is said. */
	private static boolean mayQuote(Attempt attempt) {
		return attempt.kind() == Attempt.Kind.REFUSED && attempt.reason() == Reason.INCOMPATIBLE;
	}

	private List<AttemptSample> attempts() {
		List<AttemptSample> samples = new ArrayList<>();
		CallTrail trail = this.call.tried().trail();
		if (trail != null) {
			trail.steps().forEach((step) -> samples.add(failed(step)));
		}
		if (this.last != null) {
			Attempt answered = this.last.answered();
			for (Attempt attempt : this.last.attempts()) {
				samples.add(lastOf(attempt, attempt == answered, this.last.attempts().indexOf(attempt) > 0));
			}
		}
		return samples;
	}

	private AttemptSample failed(CallTrail.Step step) {
		Attempt attempt = step.attempt();
		boolean refused = attempt.kind() == Attempt.Kind.REFUSED;
		return new AttemptSample(attempt.target().node().name(), nanos(attempt.sentNanos() - this.beganNanos),
				nanos(step.endedNanos() - attempt.sentNanos()), step.hedge(), refused ? End.REFUSED : End.UNKNOWN,
				refused ? attempt.reason() : null, mayQuote(attempt) ? "" : attempt.message());
	}

	private AttemptSample lastOf(Attempt attempt, boolean answered, boolean hedge) {
		End end = End.ABANDONED;
		if (answered) {
			end = (attempt.kind() == Attempt.Kind.RESULT) ? End.RESULT : End.EXCEPTION;
		}
		return new AttemptSample(attempt.target().node().name(), nanos(attempt.sentNanos() - this.beganNanos),
				nanos(this.nowNanos - attempt.sentNanos()), hedge, end, null, "");
	}

	private Duration waited(List<AttemptSample> attempts) {
		long sending = attempts.stream()
			.filter((attempt) -> !attempt.hedge())
			.mapToLong((attempt) -> attempt.took().toNanos())
			.sum();
		return nanos(Math.max(0, this.nowNanos - this.beganNanos - sending));
	}

	private static Duration nanos(long nanos) {
		return Duration.ofNanos(nanos);
	}

}
