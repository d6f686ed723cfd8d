package dev.mesh.rpc.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ReplyMemory} of each connection that is open or was lost not long ago. Safe
 * for use by any thread.
 */
final class ReplyMemories {

	/**
	 * How long what runs for a lost connection is left to run without being asked for.
	 */
	static final long UNASKED_MILLIS = TimeUnit.SECONDS.toMillis(2);

	/** How long a lost connection is remembered. */
	static final long LOST_MILLIS = TimeUnit.SECONDS.toMillis(30);

	private static final int MAX_LOST = 256;

	/** Bounded by the connections there may be, and those lost. */
	private final Map<Long, ReplyMemory> memories = new ConcurrentHashMap<>();

	private final Deque<ReplyMemory> lost = new ArrayDeque<>();

	/**
	 * Begin to remember.
	 * @param connection what the caller calls the connection
	 * @param caller the caller
	 * @return the memory, or {@code null} if the name is taken
	 */
	@Nullable ReplyMemory open(long connection, Node caller) {
		ReplyMemory memory = new ReplyMemory(connection, caller);
		return (this.memories.putIfAbsent(connection, memory) == null) ? memory : null;
	}

	/**
	 * Find what is remembered of a connection.
	 * @param connection what the caller called it
	 * @param caller who asks
	 * @return the memory, or {@code null} if there is none of this caller
	 */
	@Nullable ReplyMemory find(long connection, Node caller) {
		ReplyMemory memory = this.memories.get(connection);
		return (memory != null && memory.isOf(caller)) ? memory : null;
	}

	/**
	 * Begin to forget; the oldest first if there are too many.
	 * @param memory that of a connection that was lost
	 */
	void lost(ReplyMemory memory) {
		ReplyMemory oldest = null;
		synchronized (this.lost) {
			this.lost.addLast(memory);
			oldest = (this.lost.size() > MAX_LOST) ? this.lost.removeFirst() : null;
		}
		if (oldest != null) {
			this.memories.remove(oldest.connection(), oldest);
		}
	}

	/**
	 * Forget.
	 * @param memory that of a connection that was lost long ago
	 */
	void forget(ReplyMemory memory) {
		synchronized (this.lost) {
			this.lost.remove(memory);
		}
		this.memories.remove(memory.connection(), memory);
	}

}
