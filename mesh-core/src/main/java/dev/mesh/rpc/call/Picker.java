package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.contract.KeyParameter;
import dev.mesh.selector.RendezvousTable;
import org.jspecify.annotations.Nullable;

/**
 * Picks the next node for a call: for a keyed method the owner and then its successors,
 * else what the selector says; never one that has refused in this round. Where the key
 * does not say, instances that have been ejected are passed over. They, and nodes that
 * cannot be reached, come last, since only a new attempt shows that they can again.
 */
final class Picker {

	private final MethodCall call;

	private final RetryState tried;

	Picker(MethodCall call, RetryState tried) {
		this.call = call;
		this.tried = tried;
	}

	/**
	 * Pick.
	 * @param table where the call can go
	 * @param arguments the call's arguments
	 * @return the node, or {@code null} if there is none (left)
	 */
	@Nullable Target pick(RouteTable table, @Nullable Object[] arguments) {
		if (table.ready().isEmpty()) {
			return null;
		}
		KeyParameter key = this.call.key();
		RendezvousTable owners = table.owners();
		if (key != null && owners != null) {
			return pickOwner(table, owners, key.hash(arguments));
		}
		return pickAny(table);
	}

	private @Nullable Target pickOwner(RouteTable table, RendezvousTable owners, long hash) {
		Target owner = table.ready().get(owners.owner(hash));
		if (isCandidate(owner) && isReachable(owner)) {
			return owner;
		}
		Target unreachable = null;
		for (int index : owners.ranking(hash)) {
			Target target = table.ready().get(index);
			if (isCandidate(target)) {
				if (isReachable(target)) {
					return target;
				}
				unreachable = (unreachable != null) ? unreachable : target;
			}
		}
		return unreachable;
	}

	private @Nullable Target pickAny(RouteTable table) {
		List<Target> candidates = new ArrayList<>(table.ready().size());
		List<Target> ejected = new ArrayList<>(0);
		List<Target> unreachable = new ArrayList<>(0);
		long now = System.nanoTime();
		for (Target target : table.ready()) {
			if (isCandidate(target)) {
				List<Target> kind = !isReachable(target) ? unreachable
						: target.health().admits(now) ? candidates : ejected;
				kind.add(target);
			}
		}
		List<Target> choice = !candidates.isEmpty() ? candidates : !ejected.isEmpty() ? ejected : unreachable;
		return choice.isEmpty() ? null : this.call.calling().selector().select(choice);
	}

	private boolean isCandidate(Target target) {
		return !this.tried.hasRefused(target.node().id());
	}

	private boolean isReachable(Target target) {
		return target.local() || this.call.calling().client().isReachable(target.node());
	}

}
