package dev.mesh.rpc.wire;

import dev.mesh.rpc.CallPriority;

/**
 * The flags of a request: what the callee may want to know before it reads more. Those
 * that are not known are passed over, and none set is what a caller of before they were
 * known means.
 */
final class RequestFlags {

	static final int ONE_WAY = 1;

	static final int IDEMPOTENT = 1 << 1;

	/** Streams belong to it. */
	static final int STREAMS = 1 << 4;

	/** The arguments are followed by a context. */
	static final int CONTEXT = 1 << 5;

	private static final int PRIORITY_SHIFT = 2;

	private static final int PRIORITY_MASK = 3;

	private static final int LOW = 1;

	private static final int HIGH = 2;

	private RequestFlags() {
	}

	static int of(RpcClient.Request request) {
		int priority = switch (request.priority()) {
			case LOW -> LOW;
			case NORMAL -> 0;
			case HIGH -> HIGH;
		};
		return (request.oneWay() ? ONE_WAY : 0) | (request.idempotent() ? IDEMPOTENT : 0)
				| (priority << PRIORITY_SHIFT);
	}

	static boolean isOneWay(int flags) {
		return (flags & ONE_WAY) != 0;
	}

	static boolean isIdempotent(int flags) {
		return (flags & IDEMPOTENT) != 0;
	}

	static boolean hasStreams(int flags) {
		return (flags & STREAMS) != 0;
	}

	static boolean hasContext(int flags) {
		return (flags & CONTEXT) != 0;
	}

	static CallPriority priority(int flags) {
		return switch ((flags >> PRIORITY_SHIFT) & PRIORITY_MASK) {
			case LOW -> CallPriority.LOW;
			case HIGH -> CallPriority.HIGH;
			default -> CallPriority.NORMAL;
		};
	}

}
