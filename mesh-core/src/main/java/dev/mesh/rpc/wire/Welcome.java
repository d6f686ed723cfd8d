package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import io.netty.buffer.ByteBuf;

/**
 * The answer to a {@link Hello} that was accepted. This layout is the same in every
 * protocol version.
 *
 * @param version the version both will speak
 * @param cluster the server's cluster
 * @param node the server
 * @param incarnation the server's incarnation
 */
record Welcome(int version, String cluster, NodeId node, long incarnation) {

	private static final int FIXED_BYTES = 21;

	void writeTo(ByteBuf out) {
		out.writeInt(Hello.MAGIC).writeByte(this.version);
		out.writeLong(this.node.value()).writeLong(this.incarnation);
		WireText.write(out, this.cluster);
	}

	static Welcome readFrom(ByteBuf in) {
		WireText.require(in, FIXED_BYTES);
		int magic = in.readInt();
		if (magic != Hello.MAGIC) {
			throw new ProtocolException("0x" + Integer.toHexString(magic) + " where a Mesh peer introduces itself");
		}
		int version = in.readUnsignedByte();
		NodeId node = new NodeId(in.readLong());
		long incarnation = in.readLong();
		return new Welcome(version, WireText.read(in), node, incarnation);
	}

	/**
	 * Check that who answers is who was meant.
	 * @param clusterName our cluster
	 * @param target the node that was meant
	 * @throws ProtocolException if it is not
	 */
	void check(String clusterName, Node target) {
		if (this.version != Hello.VERSION) {
			throw new ProtocolException("protocol version " + this.version + " chosen, which was not offered");
		}
		if (!this.cluster.equals(clusterName)) {
			throw new ProtocolException(
					"cluster '" + this.cluster + "' answers, where '" + clusterName + "' was meant");
		}
		if (!this.node.equals(target.id()) || this.incarnation != target.incarnation()) {
			throw new ProtocolException("node " + this.node + " incarnation " + this.incarnation + " answers, where "
					+ target.id() + " incarnation " + target.incarnation() + " was meant");
		}
	}

}
