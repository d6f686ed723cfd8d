package dev.mesh.benchmarks.parts;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.OrderFormat;
import dev.mesh.rpc.codec.CodecLimits;
import dev.mesh.rpc.codec.ForyCodec;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.contract.Contract;
import io.netty.buffer.ByteBuf;

/**
 * The codec that a node has which knows the contract of the order desk.
 */
final class MeshFormat implements OrderFormat {

	static final String ID = "mesh";

	private final PayloadWriter writer;

	private final PayloadReader reader;

	MeshFormat() {
		TypeClosure.Builder types = TypeClosure.builder();
		Contract.of(OrderDesk.class, "desk", types::value);
		ForyCodec codec = new ForyCodec(types.build(), MeshFormat.class.getClassLoader(), CodecLimits.defaults());
		this.writer = codec.writer();
		this.reader = codec.reader(codec.types());
	}

	@Override
	public String id() {
		return ID;
	}

	@Override
	public void write(Order order, ByteBuf out) {
		this.writer.write(order, out);
	}

	@Override
	public Order read(ByteBuf in) {
		if (this.reader.read(in) instanceof Order order) {
			return order;
		}
		throw new IllegalStateException("what was read is no order");
	}

}
