package dev.mesh.rpc.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.mesh.rpc.NotEnoughNodesException;
import dev.mesh.rpc.call.Aim;
import dev.mesh.rpc.call.RecordedCall;
import dev.mesh.selector.Candidate;
import dev.mesh.selector.Candidates;
import dev.mesh.selector.Consistency;
import dev.mesh.selector.ReplicaChoice;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MeshRequest} that does not wait. Errors, too, come through the stages; to
 * cancel a stage's future gives up what is on its way. What is attached to a stage runs
 * on a thread of the calls and may block there for a moment only.
 *
 * @param <R> the result
 */
public final class AsyncMeshRequest<R> {

	private final RecordedCall call;

	private final Aim aim;

	private final @Nullable Duration timeout;

	AsyncMeshRequest(RecordedCall call, Aim aim, @Nullable Duration timeout) {
		this.call = call;
		this.aim = aim;
		this.timeout = timeout;
	}

	/**
	 * Call one instance.
	 * @return the result, or what the service threw or one of the errors of a call
	 * @see MeshRequest#one()
	 */
	@SuppressWarnings("unchecked") // the call was recorded with the method's result type
	public CompletionStage<R> one() {
		return (CompletableFuture<R>) this.call.start(this.aim, deadlineNanos());
	}

	/**
	 * Call several instances, which the selector picks.
	 * @param count how many
	 * @return how it ended on each
	 * @see MeshRequest#some(int)
	 */
	public CompletionStage<Replies<R>> some(int count) {
		RecordedCall chosen = this.call.onOneVersion();
		List<Candidate> picked = chosen.pick(count, this.aim);
		return (picked.size() < count) ? tooFew(picked.size(), count, "")
				: start(chosen, picked, Gathering.Goal.ALL_REPLIES);
	}

	/**
	 * Call all instances.
	 * @return how it ended on each
	 * @see MeshRequest#broadcast()
	 */
	public CompletionStage<Replies<R>> broadcast() {
		RecordedCall chosen = this.call.onOneVersion();
		return start(chosen, chosen.candidates().all().stream().filter(this::isWanted).toList(),
				Gathering.Goal.ALL_REPLIES);
	}

	/**
	 * Call all live instances until some have succeeded.
	 * @param quorum how many are to succeed
	 * @return how it ended on those that were waited for
	 * @see MeshRequest#gather(int)
	 */
	public CompletionStage<Replies<R>> gather(int quorum) {
		RecordedCall chosen = this.call.onOneVersion();
		List<? extends Candidate> live = chosen.candidates()
			.all()
			.stream()
			.filter((candidate) -> isWanted(candidate) && this.call.isLive(candidate))
			.toList();
		return (live.size() < quorum) ? tooFew(live.size(), quorum, "")
				: start(chosen, live, Gathering.Goal.first(quorum));
	}

	/**
	 * Call the instance on this node and those that a consistency level asks for.
	 * @param level the level
	 * @return how it ended on each
	 * @see MeshRequest#at(Consistency)
	 */
	public CompletionStage<Replies<R>> at(Consistency level) {
		RecordedCall chosen = this.call.onOneVersion();
		Candidates candidates = chosen.candidates();
		List<Candidate> all = List.copyOf(candidates.all());
		ReplicaChoice<Candidate> choice = level.choose(all, this.call::isLive, candidates.caller());
		if (!choice.isEnough()) {
			return tooFew(choice.live(), choice.required(),
					" for " + level + ((choice.zone() != null) ? " in zone '" + choice.zone() + "'" : ""));
		}
		List<Candidate> targets = new ArrayList<>(choice.chosen());
		all.stream().filter((candidate) -> candidate.local() && isWanted(candidate)).forEach(targets::add);
		return start(chosen, targets, Gathering.Goal.all(targets.size()));
	}

	private boolean isWanted(Candidate candidate) {
		return !(this.aim.elsewhere() && candidate.local());
	}

	private CompletionStage<Replies<R>> start(RecordedCall chosen, List<? extends Candidate> targets,
			Gathering.Goal goal) {
		return Gathering.start(chosen, targets, goal, deadlineNanos());
	}

	private long deadlineNanos() {
		return this.call.deadlineNanos(this.timeout);
	}

	private CompletionStage<Replies<R>> tooFew(int live, int required, String why) {
		return CompletableFuture.failedFuture(new NotEnoughNodesException(
				"'%s' was not sent: %d instance(s) are required%s and %d are live. Start more, or ask for fewer."
					.formatted(this.call, required, why, live),
				live, required));
	}

}
