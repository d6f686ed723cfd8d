package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.call.Attempt.Redirection;
import org.jspecify.annotations.Nullable;

/**
 * What one call has tried so far, and whether it may try again. A round ends when every
 * candidate has refused; the next one begins after a jittered, growing pause. Confined to
 * the thread that carries on the call.
 */
final class RetryState {

	private static final int MAX_ATTEMPTS = 100;

	private static final int MAX_UNKNOWN = 3;

	/** Trying longer would only add to the load. */
	private static final int MAX_OVERLOADED_ROUNDS = 3;

	/** How often in a round a call follows those who name another owner of its key. */
	private static final int MAX_HOPS = 4;

	private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

	private static final int MAX_DOUBLINGS = 6;

	private final List<NodeId> refusedThisRound = new ArrayList<>(4);

	private int attempts;

	private int unknown;

	private int rounds;

	private int overloadedRounds;

	private boolean incompatible;

	private boolean otherRefusals;

	private boolean overloaded;

	private @Nullable Attempt last;

	private @Nullable NodeId redirectedTo;

	private int hops;

	boolean hasRefused(NodeId node) {
		return this.refusedThisRound.contains(node);
	}

	boolean hasTried() {
		return this.attempts > 0;
	}

	int attempts() {
		return this.attempts;
	}

	boolean mayHaveRun() {
		return this.unknown > 0;
	}

	@Nullable Attempt last() {
		return this.last;
	}

	/**
	 * Return whom the last node asked named as the owner of the key.
	 * @return the node, or {@code null} if none is to be followed
	 */
	@Nullable NodeId redirectedTo() {
		return this.redirectedTo;
	}

	/**
	 * Follow whom the last node asked names as the owner, if its view is no older than
	 * ours; no further than some hops, since nodes whose views differ may name each
	 * other.
	 * @param attempt how it ended
	 * @param viewNumber the number of our view
	 */
	void follow(Attempt attempt, long viewNumber) {
		Redirection redirection = attempt.redirection();
		boolean newer = redirection != null && redirection.view() - viewNumber >= 0;
		this.redirectedTo = (redirection != null && newer && ++this.hops <= MAX_HOPS) ? redirection.owner() : null;
	}

	/** The instance on this node refused or is gone. */
	void refusedHere(NodeId self) {
		this.refusedThisRound.add(self);
	}

	/**
	 * Note a refusal.
	 * @param attempt how it ended
	 * @return whether another node may be tried
	 */
	boolean refused(Attempt attempt) {
		note(attempt);
		boolean unreadable = attempt.reason() == Reason.INCOMPATIBLE;
		this.incompatible |= unreadable;
		this.otherRefusals |= !unreadable;
		this.overloaded |= attempt.reason() == Reason.OVERLOADED;
		return switch (attempt.reason()) {
			case TOO_LARGE, DEADLINE, CANCELLED -> false;
			default -> this.attempts < MAX_ATTEMPTS;
		};
	}

	/**
	 * Note an unknown outcome of an idempotent call.
	 * @param attempt how it ended
	 * @return whether another node may be tried
	 */
	boolean unknown(Attempt attempt) {
		note(attempt);
		this.otherRefusals = true;
		this.unknown++;
		return this.unknown < MAX_UNKNOWN;
	}

	private void note(Attempt attempt) {
		this.attempts++;
		this.last = attempt;
		this.refusedThisRound.add(attempt.target().node().id());
	}

	/**
	 * End a round.
	 * @return whether there may be another
	 */
	boolean nextRound() {
		if (this.incompatible && !this.otherRefusals) {
			return false;
		}
		if (this.overloaded && ++this.overloadedRounds >= MAX_OVERLOADED_ROUNDS) {
			return false;
		}
		this.refusedThisRound.clear();
		this.redirectedTo = null;
		this.hops = 0;
		this.incompatible = false;
		this.otherRefusals = false;
		this.overloaded = false;
		this.rounds++;
		return true;
	}

	/**
	 * Return how long to wait before the next round.
	 * @return between half and all of a time that doubles with each round
	 */
	long pauseNanos() {
		long pause = FIRST_PAUSE_NANOS << Math.min(this.rounds, MAX_DOUBLINGS);
		return ThreadLocalRandom.current().nextLong(pause / 2, pause);
	}

}
