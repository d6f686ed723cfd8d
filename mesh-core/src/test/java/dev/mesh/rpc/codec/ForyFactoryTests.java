package dev.mesh.rpc.codec;

import java.util.List;

import dev.mesh.rpc.codec.Samples.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForyFactoryTests {

	@Test
	void noCallWaitsForGeneratedCode() {
		ForyFactory factory = new ForyFactory(List.of(Order.class), getClass().getClassLoader(),
				CodecLimits.defaults());
		assertThat(factory.create().getConfig().isCodeGenEnabled()).isFalse();
	}

}
