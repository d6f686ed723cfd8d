package dev.mesh.benchmarks.parts;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderCodec;
import dev.mesh.benchmarks.calls.work.OrderFormat;
import io.netty.buffer.ByteBuf;

/**
 * Written by hand.
 */
final class HandFormat implements OrderFormat {

	static final String ID = "hand";

	@Override
	public String id() {
		return ID;
	}

	@Override
	public void write(Order order, ByteBuf out) {
		OrderCodec.write(order, out);
	}

	@Override
	public Order read(ByteBuf in) {
		return OrderCodec.read(in);
	}

}
