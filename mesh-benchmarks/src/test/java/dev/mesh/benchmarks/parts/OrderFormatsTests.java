package dev.mesh.benchmarks.parts;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OrderFormatsTests {

	@Test
	void eachBringsBackWhatWasWrittenAndReadsNoFurther() {
		assertThat(OrderFormats.all()).extracting(OrderFormat::id).contains("hand", "mesh");
		for (OrderFormat format : OrderFormats.all()) {
			ByteBuf buffer = Unpooled.buffer();
			format.write(Order.sample(7), buffer);
			assertThat(buffer.readableBytes()).isEqualTo(OrderFormats.size(format));
			assertThat(format.read(buffer)).as(format.id()).isEqualTo(Order.sample(7));
			assertThat(buffer.isReadable()).as(format.id()).isFalse();
		}
	}

	@Test
	void theUnknownIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> OrderFormats.named("telegram"))
			.withMessageContaining("'telegram'");
	}

}
