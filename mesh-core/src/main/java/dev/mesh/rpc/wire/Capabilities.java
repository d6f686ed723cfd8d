package dev.mesh.rpc.wire;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.codec.TypeTable;
import io.netty.buffer.ByteBuf;

/**
 * What a node can read and write, exchanged once both peers are proven.
 *
 * @param maxFrameBytes the largest frame it accepts
 * @param types what it can write
 * @param features what it understands beyond the protocol's first edition, one bit each;
 * 0 for a node that says nothing of it
 * @param connection what a caller calls the connection, to name it when it is lost; 0
 * from a server
 */
record Capabilities(int maxFrameBytes, TypeTable types, int features, long connection) {

	static final int MAX_NAMES = 65_536;

	/**
	 * It asks, and can be asked, what became of requests on a lost connection.
	 */
	static final int INQUIRIES = 1;

	/**
	 * Replies may tell the load of their sender.
	 */
	static final int LOAD = 1 << 1;

	/**
	 * A refusal may name the owner of the key.
	 */
	static final int KEY_OWNER = 1 << 2;

	/**
	 * Requests may carry streams.
	 */
	static final int STREAMS = 1 << 8;

	/** What this code understands. */
	private static final int OWN_FEATURES = INQUIRIES | LOAD | KEY_OWNER | STREAMS;

	static ByteBuf frame(ByteBuf frame, RpcEnvironment environment, RpcOptions options, long connection) {
		new Capabilities(options.maxFrameBytes(), environment.codec().types(), OWN_FEATURES, connection).writeTo(frame);
		return Frame.seal(frame, FrameKind.TYPES, 0);
	}

	void writeTo(ByteBuf out) {
		out.writeInt(this.maxFrameBytes).writeInt(this.types.names().size());
		for (String name : this.types.names()) {
			WireText.write(out, name);
		}
		out.writeInt(this.features).writeLong(this.connection);
	}

	boolean knows(int feature) {
		return (this.features & feature) != 0;
	}

	static Capabilities readFrom(ByteBuf in) {
		WireText.require(in, 8);
		int maxFrameBytes = in.readInt();
		if (maxFrameBytes < Frame.MAX_HELLO_BYTES) {
			throw new ProtocolException("the peer accepts frames of " + maxFrameBytes + " bytes at most, where "
					+ Frame.MAX_HELLO_BYTES + " is the least");
		}
		int count = in.readInt();
		// each name takes two bytes at least: a lying count is caught before the list is
		// made
		if (count < 0 || count > MAX_NAMES || count > in.readableBytes() / 2) {
			throw new ProtocolException("type table of " + count + " names in " + in.readableBytes() + " bytes");
		}
		List<String> names = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			names.add(WireText.read(in));
		}
		int features = (in.readableBytes() >= Integer.BYTES) ? in.readInt() : 0;
		long connection = (in.readableBytes() >= Long.BYTES) ? in.readLong() : 0;
		return new Capabilities(maxFrameBytes, new TypeTable(names), features, connection);
	}

}
