package dev.mesh.rpc.wire;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection by correlation id. For its event loop only.
 */
final class CallTable {

	private final RequestTable<PendingCall> calls = new RequestTable<>();

	private final IntPredicate inUse;

	private int lastId;

	/**
	 * Make a table.
	 * @param inUse tells whether an id stands for something else on the connection
	 */
	CallTable(IntPredicate inUse) {
		this.inUse = inUse;
	}

	void add(PendingCall call) {
		do {
			this.lastId++;
		}
		while (this.lastId == 0 || this.inUse.test(this.lastId) || !this.calls.add(this.lastId, call));
		call.enterTable(this.lastId);
	}

	/**
	 * Take out the call with an id.
	 * @param id the id
	 * @return the call, or {@code null} if it is not waited for (any more)
	 */
	@Nullable PendingCall remove(int id) {
		return this.calls.remove(id);
	}

	boolean isEmpty() {
		return this.calls.isEmpty();
	}

	/**
	 * Take out all calls that satisfy a condition.
	 * @param condition the condition
	 * @return the calls, in no order
	 */
	List<PendingCall> removeAll(Predicate<PendingCall> condition) {
		return this.calls.removeAll(condition);
	}

	/**
	 * Return the earliest deadline.
	 * @param now the current {@link System#nanoTime()}
	 * @return nanoseconds from now, or {@link Long#MAX_VALUE} if there is no call
	 */
	long nanosToEarliestDeadline(long now) {
		long earliest = Long.MAX_VALUE;
		for (PendingCall call : this.calls.all()) {
			earliest = Math.min(earliest, call.deadlineNanos() - now);
		}
		return earliest;
	}

}
