package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;

/**
 * The answer to a {@link Hello} that was not accepted. This layout is the same in every
 * protocol version.
 *
 * @param code why
 * @param message one sentence
 */
record Refusal(Code code, String message) {

	/**
	 * Why a connection was refused. The order is on the wire: append only.
	 */
	enum Code {

		/**
		 * No version that both speak.
		 */
		VERSION,

		/**
		 * The peer is of another cluster.
		 */
		WRONG_CLUSTER,

		/**
		 * The peer means another node or another incarnation.
		 */
		WRONG_NODE,

		/**
		 * The peer is not a member in our view.
		 */
		NOT_A_MEMBER,

		/**
		 * Something else; the message says what. Also read for codes of later versions.
		 */
		OTHER

	}

	@SuppressWarnings("EnumOrdinal") // append only, as said above
	void writeTo(ByteBuf out) {
		out.writeByte(this.code.ordinal());
		WireText.writeMessage(out, this.message);
	}

	static Refusal readFrom(ByteBuf in) {
		WireText.require(in, 1);
		int code = in.readUnsignedByte();
		Code[] codes = Code.values();
		return new Refusal((code < codes.length) ? codes[code] : Code.OTHER, WireText.read(in));
	}

}
