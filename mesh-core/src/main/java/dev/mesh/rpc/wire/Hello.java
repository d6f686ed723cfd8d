package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import io.netty.buffer.ByteBuf;

/**
 * The first frame on a connection: who calls, and whom it means to reach. This layout is
 * the same in every protocol version.
 *
 * @param minVersion the oldest version the caller speaks
 * @param maxVersion the newest version the caller speaks
 * @param cluster the caller's cluster
 * @param node the caller
 * @param incarnation the caller's incarnation
 * @param target the node the caller means
 * @param targetIncarnation its incarnation
 */
record Hello(int minVersion, int maxVersion, String cluster, NodeId node, long incarnation, NodeId target,
		long targetIncarnation) {

	static final int MAGIC = 0x4D455348;

	/**
	 * The version this code speaks.
	 */
	static final int VERSION = 1;

	private static final int FIXED_BYTES = 38;

	static Hello of(String cluster, Node self, Node target) {
		return new Hello(VERSION, VERSION, cluster, self.id(), self.incarnation(), target.id(), target.incarnation());
	}

	void writeTo(ByteBuf out) {
		out.writeInt(MAGIC).writeByte(this.minVersion).writeByte(this.maxVersion);
		out.writeLong(this.node.value()).writeLong(this.incarnation);
		out.writeLong(this.target.value()).writeLong(this.targetIncarnation);
		WireText.write(out, this.cluster);
	}

	static Hello readFrom(ByteBuf in) {
		WireText.require(in, FIXED_BYTES);
		int magic = in.readInt();
		if (magic != MAGIC) {
			throw new ProtocolException("0x" + Integer.toHexString(magic) + " where a Mesh peer introduces itself");
		}
		int minVersion = in.readUnsignedByte();
		int maxVersion = in.readUnsignedByte();
		NodeId node = new NodeId(in.readLong());
		long incarnation = in.readLong();
		NodeId target = new NodeId(in.readLong());
		long targetIncarnation = in.readLong();
		return new Hello(minVersion, maxVersion, WireText.read(in), node, incarnation, target, targetIncarnation);
	}

}
