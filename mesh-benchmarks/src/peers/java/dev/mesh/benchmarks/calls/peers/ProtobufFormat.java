package dev.mesh.benchmarks.calls.peers;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.google.protobuf.CodedOutputStream;
import dev.mesh.benchmarks.calls.peers.proto.OrderMessage;
import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderFormat;
import io.netty.buffer.ByteBuf;

/**
 * Protobuf with the mapping from and to records, straight into and out of the buffer.
 */
final class ProtobufFormat implements OrderFormat {

	@Override
	public String id() {
		return "protobuf";
	}

	@Override
	public void write(Order order, ByteBuf out) {
		OrderMessage message = OrderMessages.of(order);
		int length = message.getSerializedSize();
		out.ensureWritable(length);
		CodedOutputStream coded = CodedOutputStream.newInstance(out.nioBuffer(out.writerIndex(), length));
		try {
			message.writeTo(coded);
			coded.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("an order was not written", ex);
		}
		out.writerIndex(out.writerIndex() + length);
	}

	@Override
	public Order read(ByteBuf in) {
		try {
			OrderMessage message = OrderMessage.parseFrom(in.nioBuffer());
			in.skipBytes(in.readableBytes());
			return OrderMessages.toOrder(message);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("what was read is no order", ex);
		}
	}

}
