package dev.mesh.rpc.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.mesh.rpc.codec.Samples.Node;
import dev.mesh.rpc.codec.Samples.Order;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ForyPoolTests {

	@Test
	void moreThreadsThanLanesShareThem() throws Exception {
		TypeClosure closure = TypeClosure.builder().value(Order.class).value(Node.class).build();
		ForyCodec codec = new ForyCodec(closure, getClass().getClassLoader(), new CodecLimits(50, 1 << 20, 2, 1));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			Callable<Boolean> calls = () -> {
				boolean equal = true;
				for (int i = 0; i < 500; i++) {
					equal &= roundTrip(codec, Order.example()) && roundTrip(codec, Node.chain(i % 40 + 1));
					assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip(codec, new Object()));
					assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip(codec, Node.chain(60)));
				}
				return equal;
			};
			List<Future<Boolean>> results = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				results.add(threads.submit(calls));
			}
			for (Future<Boolean> result : results) {
				assertThat(result.get()).isTrue();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void memoryOfOneValueIsBounded() {
		TypeClosure closure = TypeClosure.builder().build();
		ForyCodec codec = new ForyCodec(closure, getClass().getClassLoader(), new CodecLimits(50, 100_000, 2, 1));
		List<List<Integer>> lists = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			lists.add(List.of(i));
		}
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> roundTrip(codec, lists))
			.withMessageContaining("memory");
	}

	private static boolean roundTrip(ForyCodec codec, Object value) {
		ByteBuf buffer = Unpooled.buffer();
		codec.writer().write(value, buffer);
		return value.equals(codec.reader(codec.types()).read(buffer));
	}

}
