package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.resilience.CallPolicy;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.call.Attempt.Redirection;
import org.jspecify.annotations.Nullable;

/**
 * What one call has tried so far, and whether it may try again. A round ends when every
 * candidate has refused; the next one begins after a jittered, growing pause. Confined to
 * the thread that carries on the call.
 * <p>
 * Nearly all calls are answered at once and have nothing to note: they share the
 * {@linkplain #untried state} of those that have tried nothing, which cannot be changed,
 * and take their {@link #own() own} when there is something.
 */
final class RetryState {

	/** Trying longer would only add to the load. */
	private static final int MAX_OVERLOADED_ROUNDS = 2;

	private static final int MAX_DOUBLINGS = 20;

	/** How often in a round a call follows those who name another owner of its key. */
	private static final int MAX_HOPS = 4;

	private final CallPolicy policy;

	private final boolean shared;

	/** This node, if it has refused in this round or has no instance. */
	private @Nullable NodeId refusedHere;

	/** Others: none for nearly all calls. */
	private List<NodeId> refusedThisRound = List.of();

	private int attempts;

	private int sent;

	private long tableVersion;

	private int unknown;

	private int rounds;

	private int overloadedRounds;

	private boolean incompatible;

	private boolean otherRefusals;

	private boolean overloaded;

	/** Somebody has refused, or not answered, for something that passes. */
	private boolean hopeful;

	private boolean busyHere;

	private @Nullable CallTrail trail;

	private @Nullable NodeId redirectedTo;

	private int hops;

	private RetryState(CallPolicy policy, boolean shared) {
		this.policy = policy;
		this.shared = shared;
	}

	/**
	 * Return that of calls that have tried nothing.
	 * @param policy how often they may try
	 * @return the state, to be shared by them
	 */
	static RetryState untried(CallPolicy policy) {
		return new RetryState(policy, true);
	}

	/**
	 * Return that of one call, to be changed.
	 * @return this, unless others share it
	 */
	RetryState own() {
		return this.shared ? new RetryState(this.policy, false) : this;
	}

	private void requireOwn() {
		if (this.shared) {
			throw new IllegalStateException("what calls share that have tried nothing cannot be changed");
		}
	}

	boolean hasRefused(NodeId node) {
		return node.equals(this.refusedHere) || this.refusedThisRound.contains(node);
	}

	boolean hasTried() {
		return this.attempts > 0;
	}

	/**
	 * Tell whether somebody has said that it has enough to do, in this round.
	 * @return whether sending more would add to that
	 */
	boolean isOverloaded() {
		Attempt last = last();
		return this.overloaded || (last != null && last.reason() == Reason.OVERLOADED);
	}

	int attempts() {
		return this.attempts;
	}

	boolean mayHaveRun() {
		return this.unknown > 0;
	}

	/**
	 * Tell whether sending now is to be paid for from the budget: what may have run, or
	 * has been refused by more than one node. Not so if there is a new route table: this
	 * is then no blind repetition. Nor if the last attempt did not leave this node: what
	 * was paid for that one has been spent on nothing.
	 * @param version the version of the route table
	 * @return whether it costs
	 */
	boolean costs(long version) {
		Attempt last = last();
		boolean unspent = last != null && !last.isSent();
		return (this.unknown > 0 || this.sent > 1) && version == this.tableVersion && !unspent;
	}

	/**
	 * Tell whether the next attempt may run beside another one.
	 * @return whether neither would be one too many
	 */
	boolean hasRoomForTwo() {
		return this.attempts + 2 <= this.policy.maxAttempts() && this.unknown + 2 <= this.policy.maxUnknown();
	}

	@Nullable Attempt last() {
		return (this.trail != null) ? this.trail.last() : null;
	}

	/**
	 * Return what the call has met.
	 * @return the trail, or {@code null} if it has met nothing yet that did not go well
	 */
	@Nullable CallTrail trail() {
		return this.trail;
	}

	/** The call is about to wait for something that is no answer. */
	void pausing() {
		requireOwn();
		if (this.trail == null) {
			this.trail = new CallTrail(System.nanoTime());
		}
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
		requireOwn();
		Redirection redirection = attempt.redirection();
		boolean newer = redirection != null && redirection.view() - viewNumber >= 0;
		this.redirectedTo = (redirection != null && newer && ++this.hops <= MAX_HOPS) ? redirection.owner() : null;
	}

	/**
	 * The instance on this node refused or is gone.
	 * @param self this node
	 * @param busy whether it has as many calls as it may
	 */
	void refusedHere(NodeId self, boolean busy) {
		requireOwn();
		this.refusedHere = self;
		this.busyHere = busy;
		this.overloaded |= busy;
		this.otherRefusals |= busy;
	}

	boolean isBusyHere() {
		return this.busyHere;
	}

	/** An attempt on this node is running: another one is to go elsewhere. */
	void running(NodeId node) {
		refused(node);
	}

	private void refused(NodeId node) {
		requireOwn();
		if (this.refusedThisRound.isEmpty()) {
			this.refusedThisRound = new ArrayList<>(4);
		}
		this.refusedThisRound.add(node);
	}

	/**
	 * Note attempts that have failed.
	 * @param failed the attempts, in the order in which they were sent
	 * @param version that of the route table by which they were sent
	 * @return whether another node may be tried
	 */
	boolean failed(List<Attempt> failed, long version) {
		requireOwn();
		this.tableVersion = version;
		boolean again = true;
		for (Attempt attempt : failed) {
			note(attempt, failed.indexOf(attempt) > 0);
			again &= (attempt.kind() == Attempt.Kind.REFUSED) ? refused(attempt) : unknown();
		}
		return again;
	}

	private boolean refused(Attempt attempt) {
		boolean unreadable = attempt.reason() == Reason.INCOMPATIBLE;
		this.incompatible |= unreadable;
		this.otherRefusals |= !unreadable;
		boolean busy = attempt.reason() == Reason.OVERLOADED;
		this.overloaded |= busy;
		this.hopeful |= !busy && !unreadable;
		return switch (attempt.reason()) {
			case TOO_LARGE, DEADLINE, CANCELLED, UNAUTHENTICATED -> false;
			default -> this.attempts < this.policy.maxAttempts();
		};
	}

	private boolean unknown() {
		this.otherRefusals = true;
		this.hopeful = true;
		this.unknown++;
		return this.policy.idempotent() && this.unknown < this.policy.maxUnknown()
				&& this.attempts < this.policy.maxAttempts();
	}

	private void note(Attempt attempt, boolean hedge) {
		this.attempts++;
		this.sent += attempt.isSent() ? 1 : 0;
		if (this.trail == null) {
			this.trail = new CallTrail(attempt.sentNanos());
		}
		this.trail.add(attempt, hedge);
		refused(attempt.target().node().id());
	}

	/**
	 * End a round. Where everybody is busy there is no other: each has a queue, and one
	 * that is full is full for longer than any pause that the caller would not notice.
	 * @return whether there may be another
	 */
	boolean nextRound() {
		requireOwn();
		if (this.incompatible && !this.otherRefusals) {
			return false;
		}
		if (this.overloaded && (!this.hopeful || ++this.overloadedRounds >= MAX_OVERLOADED_ROUNDS)) {
			return false;
		}
		this.refusedThisRound = List.of();
		this.refusedHere = null;
		this.redirectedTo = null;
		this.hops = 0;
		this.incompatible = false;
		this.otherRefusals = false;
		this.overloaded = false;
		this.hopeful = false;
		this.rounds++;
		return true;
	}

	/**
	 * Return how long to wait before the next round: anything up to a bound that doubles
	 * with each round, so that callers who failed together do not come back together.
	 * @param options the first and the last bound
	 * @return nanoseconds
	 */
	long pauseNanos(RetryOptions options) {
		long first = options.firstBackOff().toNanos();
		int doublings = Math.min(this.rounds - 1, MAX_DOUBLINGS);
		long bound = Math.min(options.longestBackOff().toNanos(),
				(first > Long.MAX_VALUE >> (doublings + 1)) ? Long.MAX_VALUE : first << doublings);
		return ThreadLocalRandom.current().nextLong(1, bound + 1);
	}

}
