package dev.mesh.rpc.wire;

/**
 * What a frame is. The codes are on the wire: they keep their meaning for good.
 */
enum FrameKind {

	HELLO(1), WELCOME(2), REFUSED(3), TYPES(4), REQUEST(5), RESULT(6), EXCEPTION(7), NOT_EXECUTED(8),
	OUTCOME_UNKNOWN(9), CANCEL(10), GOAWAY(11), PING(12), PONG(13), INQUIRE(14);

	private static final FrameKind[] KINDS = values();

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
		if (code < 1 || code > KINDS.length) {
			throw new ProtocolException("frame of unknown kind " + code);
		}
		return KINDS[code - 1];
	}

}
