package dev.mesh.rpc.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a frame is. The codes are on the wire: they keep their meaning for good.
 */
enum FrameKind {

	HELLO(1), WELCOME(2), REFUSED(3), TYPES(4), REQUEST(5), RESULT(6), EXCEPTION(7), NOT_EXECUTED(8),
	OUTCOME_UNKNOWN(9), CANCEL(10), GOAWAY(11), PING(12), PONG(13), INQUIRE(14),

	ITEM(20), CREDIT(21), COMPLETE(22), ERROR(23);

	private static final @Nullable FrameKind[] KINDS = byCode();

	private final byte code;

	FrameKind(int code) {
		this.code = (byte) code;
	}

	byte code() {
		return this.code;
	}

	/**
	 * Return the kind with a code.
	 * @param code the code on the wire
	 * @return the kind
	 * @throws ProtocolException if there is none
	 */
	static FrameKind of(int code) {
		FrameKind kind = (code > 0 && code < KINDS.length) ? KINDS[code] : null;
		if (kind == null) {
			throw new ProtocolException("frame of unknown kind " + code);
		}
		return kind;
	}

	private static @Nullable FrameKind[] byCode() {
		@Nullable FrameKind[] kinds = new @Nullable FrameKind[Byte.MAX_VALUE];
		for (FrameKind kind : values()) {
			kinds[kind.code] = kind;
		}
		return kinds;
	}

}
