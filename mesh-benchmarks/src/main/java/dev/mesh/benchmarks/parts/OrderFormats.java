package dev.mesh.benchmarks.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import dev.mesh.benchmarks.calls.contestant.Lineup;
import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * All formats on the class path.
 */
final class OrderFormats {

	private OrderFormats() {
	}

	static List<OrderFormat> all() {
		List<OrderFormat> all = new ArrayList<>(List.of(new HandFormat(), new MeshFormat()));
		ServiceLoader.load(Lineup.class).forEach((lineup) -> all.addAll(lineup.formats()));
		return List.copyOf(all);
	}

	static OrderFormat named(String id) {
		return all().stream()
			.filter((format) -> format.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no format '" + id + "'. There are "
					+ all().stream().map(OrderFormat::id).toList() + "; those of others need the profile 'peers'."));
	}

	/**
	 * Return how long an order of five lines is.
	 * @param format the format
	 * @return bytes
	 */
	static int size(OrderFormat format) {
		ByteBuf buffer = Unpooled.buffer(512);
		format.write(Order.sample(1), buffer);
		return buffer.readableBytes();
	}

}
