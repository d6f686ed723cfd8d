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
 * @param features what it knows beyond that, one bit each; 0 from a node that says
 * nothing
 * @param connection what a caller calls the connection, to name it when it is lost; 0
 * from a server
 */
record Capabilities(int maxFrameBytes, TypeTable types, int features, long connection) {

	/** It asks, and can be asked, what became of requests on a lost connection. */
	static final int INQUIRIES = 1;

	static final int MAX_NAMES = 65_536;

	static ByteBuf frame(ByteBuf frame, RpcEnvironment environment, RpcOptions options, long connection) {
		new Capabilities(options.maxFrameBytes(), environment.codec().types(), INQUIRIES, connection).writeTo(frame);
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
		boolean more = in.readableBytes() >= Integer.BYTES + Long.BYTES;
		return new Capabilities(maxFrameBytes, new TypeTable(names), more ? in.readInt() : 0, more ? in.readLong() : 0);
	}

}
