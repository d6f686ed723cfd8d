package dev.mesh.benchmarks.calls.peers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.mesh.benchmarks.calls.peers.proto.LineMessage;
import dev.mesh.benchmarks.calls.peers.proto.OrderMessage;
import dev.mesh.benchmarks.calls.work.Line;
import dev.mesh.benchmarks.calls.work.Order;

/**
 * Orders to protobuf and back: the mapping that its users write.
 */
final class OrderMessages {

	private OrderMessages() {
	}

	static OrderMessage of(Order order) {
		Instant placedAt = order.placedAt();
		OrderMessage.Builder message = OrderMessage.newBuilder()
			.setId(order.id())
			.setCustomer(order.customer())
			.setPlacedAtSeconds(placedAt.getEpochSecond())
			.setPlacedAtNanos(placedAt.getNano());
		for (Line line : order.lines()) {
			message.addLines(LineMessage.newBuilder()
				.setSku(line.sku())
				.setQuantity(line.quantity())
				.setPrice(line.price().toString()));
		}
		return message.build();
	}

	static Order toOrder(OrderMessage message) {
		List<Line> lines = new ArrayList<>(message.getLinesCount());
		for (LineMessage line : message.getLinesList()) {
			lines.add(new Line(line.getSku(), line.getQuantity(), new BigDecimal(line.getPrice())));
		}
		return new Order(message.getId(), message.getCustomer(), lines,
				Instant.ofEpochSecond(message.getPlacedAtSeconds(), message.getPlacedAtNanos()));
	}

	/** Without a copy: nobody changes the bytes. */
	static ByteString wrap(byte[] bytes) {
		return UnsafeByteOperations.unsafeWrap(bytes);
	}

}
