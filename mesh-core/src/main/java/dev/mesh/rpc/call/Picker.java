package dev.mesh.rpc.call;

import java.util.List;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.contract.KeyParameter;
import dev.mesh.rpc.explain.Verdict;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.selector.Choice;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.Opinion;
import dev.mesh.selector.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Picks the next node for a call: the only one it is aimed at, for a call with an owned
 * key the owner, else what the selector says; never one that has refused in this round.
 * Where neither says, instances that have been ejected are passed over. They, and nodes
 * that cannot be reached, come last, since only a new attempt shows that they can again.
 * Confined to the thread that carries on the call.
 */
final class Picker implements Choice {

	private final MethodCall call;

	private final Aim aim;

	private final RetryState tried;

	private final Lane lane;

	private final RouteTable table;

	private final boolean hasKey;

	private final long keyHash;

	private final long startNanos;

	private boolean ejectedToo;

	private boolean unreachableToo;

	/**
	 * Make a picker.
	 * @param call what is called
	 * @param aim where the call is to go
	 * @param tried what it has tried so far
	 * @param lane where it can go
	 * @param arguments its arguments
	 * @param startNanos the time of the choice
	 */
	Picker(MethodCall call, Aim aim, RetryState tried, Lane lane, @Nullable Object[] arguments, long startNanos) {
		this.startNanos = startNanos;
		this.call = call;
		this.aim = aim;
		this.tried = tried;
		this.lane = lane;
		this.table = lane.table();
		KeyParameter key = call.key();
		Long given = aim.keyHash();
		this.hasKey = key != null || given != null;
		this.keyHash = (key != null) ? key.hash(arguments) : (given != null) ? given : 0;
	}

	/**
	 * Pick.
	 * @return the node, or {@code null} if there is none (left)
	 */
	@Nullable Target pick() {
		if (this.table.ready().isEmpty()) {
			return null;
		}
		NodeId only = this.aim.node();
		if (only != null) {
			int index = this.table.indexOf(only);
			return (index != Selection.NONE) ? unlessRefused(this.table.ready().get(index)) : null;
		}
		return isOwned() ? owner() : selected();
	}

	private @Nullable Target selected() {
		Selection selection = selection();
		int index = selection.select(this);
		if (index == Selection.NONE) {
			this.ejectedToo = true;
			index = selection.select(this);
		}
		if (index == Selection.NONE) {
			this.unreachableToo = true;
			index = selection.select(this);
		}
		return (index != Selection.NONE) ? this.table.ready().get(index) : null;
	}

	private Selection selection() {
		NodeSelector own = this.aim.selector();
		return (own != null) ? this.call.route().prepared(own, this.table) : this.table.selection();
	}

	/** Who refused the key may know its owner before this node's table does. */
	private @Nullable Target owner() {
		NodeId named = this.tried.redirectedTo();
		Target followed = (named != null) ? unlessRefused(member(named)) : null;
		boolean elsewhere = followed != null && !followed.local();
		return elsewhere ? followed : unlessRefused(this.table.owner(this.keyHash));
	}

	private @Nullable Target member(NodeId node) {
		return this.call.calling().routes().member(node, this.call.route(), this.lane.version());
	}

	private @Nullable Target unlessRefused(@Nullable Target target) {
		return (target != null && isCandidate(target)) ? target : null;
	}

	@Override
	public boolean isOpen(int index) {
		return obstacle(this.table.ready().get(index)) == null;
	}

	/**
	 * Return what keeps a candidate from being picked.
	 * @param target the candidate
	 * @return the obstacle, or {@code null} if it is open
	 */
	@Nullable Verdict obstacle(Target target) {
		if (!isCandidate(target)) {
			boolean refused = this.tried.hasRefused(target.node().id());
			return refused ? Verdict.REFUSED : isCallable(target) ? Verdict.LEFT_OUT : Verdict.INCOMPATIBLE;
		}
		if (!this.ejectedToo && !target.health().admits(this.startNanos)) {
			return Verdict.EJECTED;
		}
		return (this.unreachableToo || isReachable(target)) ? null : Verdict.UNREACHABLE;
	}

	/**
	 * Return what the selector thinks of a candidate.
	 * @param index its index
	 * @return the opinion, or {@code null} if there is none, or no selector is asked
	 */
	@Nullable Opinion opinion(int index) {
		return (isOwned() || this.aim.node() != null) ? null : selection().opinion(index, this);
	}

	/**
	 * Return who owns the call's key.
	 * @return the owner, or {@code null} if nobody does
	 */
	@Nullable Target keyOwner() {
		return isOwned() ? this.table.owner(this.keyHash) : null;
	}

	private boolean isOwned() {
		return this.call.key() != null && this.table.owners() != null;
	}

	private boolean isCandidate(Target target) {
		return !(this.aim.elsewhere() && target.local()) && !this.tried.hasRefused(target.node().id())
				&& isCallable(target);
	}

	private boolean isCallable(Target target) {
		return target.agreement().isCallable(this.call.method().id());
	}

	/**
	 * Return a node that stands for all that the call could go to, if the contract keeps
	 * it from each of them; one that may yet turn out to fit, if there is such a one.
	 * @return the node, or {@code null} if there are none, or one that can be called
	 */
	@Nullable Target misfit() {
		Target owner = (this.call.key() != null && this.aim.node() == null) ? this.table.owner(this.keyHash) : null;
		Target found = null;
		for (Target target : (owner != null) ? List.of(owner) : this.table.ready()) {
			boolean meant = this.aim.node() == null || target.node().id().equals(this.aim.node());
			if (meant && !(this.aim.elsewhere() && target.local())) {
				if (isCallable(target)) {
					return null;
				}
				boolean pending = target.agreement().state() == Agreement.State.PENDING;
				found = (found == null || pending) ? target : found;
			}
		}
		return found;
	}

	private boolean isReachable(Target target) {
		return target.local() || this.call.calling().client().isReachable(target.node());
	}

	@Override
	public long nanoTime() {
		return this.startNanos;
	}

	@Override
	public boolean hasKey() {
		return this.hasKey;
	}

	@Override
	public long keyHash() {
		return this.keyHash;
	}

}
