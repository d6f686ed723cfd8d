package dev.mesh.benchmarks.calls.work;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderCodecTests {

	@Test
	void readsWhatItWrites() {
		Order order = Order.sample(-5);
		assertThat(OrderCodec.ofBytes(OrderCodec.toBytes(order))).isEqualTo(order);
	}

	@Test
	void readsDecimalsBeyondALong() {
		Order order = new Order(1, "Ünïcode €",
				List.of(new Line("", -1, new BigDecimal("-123456789012345678901234567890.12")),
						new Line("x", 1, BigDecimal.TEN)),
				Instant.EPOCH);
		assertThat(OrderCodec.ofBytes(OrderCodec.toBytes(order))).isEqualTo(order);
	}

	@Test
	void theSampleTakesLessThanTwoHundredBytes() {
		assertThat(OrderCodec.toBytes(Order.sample(1))).hasSize(183);
	}

}
