package dev.mesh.rpc.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.PartialFailureException;
import dev.mesh.rpc.call.Aim;
import dev.mesh.rpc.call.RecordedCall;
import dev.mesh.selector.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * One call to several nodes at once, on its way. It ends when enough have succeeded, when
 * enough can no longer succeed, or when all have ended, as its {@link Goal} says; the
 * calls still on their way are then given up.
 *
 * @param <R> the result
 */
final class Gathering<R> {

	private final RecordedCall call;

	private final Goal goal;

	private final int asked;

	private final List<Reply<R>> replies = new ArrayList<>();

	private final List<CompletableFuture<?>> calls = new ArrayList<>();

	private final CompletableFuture<Replies<R>> outcome = new CompletableFuture<>();

	private int successes;

	private Gathering(RecordedCall call, Goal goal, int asked) {
		this.call = call;
		this.goal = goal;
		this.asked = asked;
	}

	/**
	 * Ask several nodes.
	 * @param <R> the result
	 * @param call what to call
	 * @param targets whom to ask
	 * @param goal when it has ended
	 * @param deadlineNanos when each call ends at the latest
	 * @return the replies; to cancel it gives all calls up
	 */
	static <R> CompletableFuture<Replies<R>> start(RecordedCall call, List<? extends Candidate> targets, Goal goal,
			long deadlineNanos) {
		Gathering<R> gathering = new Gathering<>(call, goal, targets.size());
		gathering.ask(targets, deadlineNanos);
		return gathering.outcome;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the same future that is returned
	private void ask(List<? extends Candidate> targets, long deadlineNanos) {
		if (targets.isEmpty()) {
			this.outcome.complete(new Replies<>(this.call.toString(), List.of()));
			return;
		}
		// What happens on this node comes last, while the others are at work.
		List<? extends Candidate> ordered = targets.stream().sorted(Comparator.comparing(Candidate::local)).toList();
		for (Candidate target : ordered) {
			if (this.outcome.isDone()) {
				break;
			}
			CompletableFuture<@Nullable Object> started = this.call.start(Aim.at(target.node().id()), deadlineNanos);
			synchronized (this) {
				this.calls.add(started);
			}
			started.whenComplete((result, failure) -> ended(target.node(), result, failure));
		}
		this.outcome.whenComplete((replies, failure) -> giveUp());
	}

	@SuppressWarnings("unchecked") // the call was recorded with the method's result type
	private void ended(Node node, @Nullable Object result, @Nullable Throwable failure) {
		Replies<R> ended;
		synchronized (this) {
			if (this.outcome.isDone()) {
				return;
			}
			this.replies.add(new Reply<>(node, (R) result, failure));
			this.successes += (failure == null) ? 1 : 0;
			if (!hasEnded()) {
				return;
			}
			ended = new Replies<>(this.call.toString(), this.replies);
		}
		end(ended);
	}

	private boolean hasEnded() {
		int failures = this.replies.size() - this.successes;
		boolean early = this.goal.early()
				&& (this.successes >= this.goal.required() || failures > this.asked - this.goal.required());
		return early || this.replies.size() == this.asked;
	}

	private void end(Replies<R> ended) {
		try {
			this.outcome.complete(ended.orThrow(this.goal.required()));
		}
		catch (PartialFailureException ex) {
			this.outcome.completeExceptionally(ex);
		}
	}

	private void giveUp() {
		List<CompletableFuture<?>> started;
		synchronized (this) {
			started = List.copyOf(this.calls);
		}
		started.forEach((each) -> each.cancel(true));
	}

	/**
	 * When a call to several nodes has ended.
	 *
	 * @param required how many must succeed
	 * @param early whether it ends as soon as that is certain, one way or the other
	 */
	record Goal(int required, boolean early) {

		/** Whatever comes of it. */
		static final Goal ALL_REPLIES = new Goal(0, false);

		static Goal all(int required) {
			return new Goal(required, false);
		}

		static Goal first(int required) {
			return new Goal(required, true);
		}

	}

}
