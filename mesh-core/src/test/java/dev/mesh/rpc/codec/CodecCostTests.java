package dev.mesh.rpc.codec;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import dev.mesh.rpc.codec.Samples.Order;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a value costs on the wire and on the heap, exactly: no clock is asked, so that
 * this fails when the code changes and not when the machine is busy.
 */
class CodecCostTests {

	private static final int CALLS = 4_000;

	private static final int LARGE_CALLS = 20;

	private static final int ROUNDS = 5;

	private static final int ARRAY_HEADER_BYTES = 16;

	private final ForyCodec codec = ForyCodecTests.codec(Order.class, byte[].class);

	private final PayloadReader reader = this.codec.reader(this.codec.types());

	private final ByteBuf buffer = Unpooled.directBuffer(2 * 1024 * 1024);

	@AfterEach
	void release() {
		this.buffer.release();
	}

	@Test
	void anOrderOfFiveLinesTakes216Bytes() {
		assertThat(written(Order.example())).isEqualTo(216);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100, 10_240, 1_048_576 })
	void bytesTakeFiveMoreThanTheyAre(int length) {
		assertThat(written(new byte[length])).isEqualTo(length + 5);
	}

	@Test
	void writingBytesLeavesNoGarbage() {
		byte[] bytes = new byte[100];
		assertThat(perCall(CALLS, () -> written(bytes))).isZero();
	}

	@Test
	void writingALongLeavesNoGarbage() {
		Long value = 1L;
		assertThat(perCall(CALLS, () -> written(value))).isZero();
	}

	@Test
	void readingBytesLeavesTheBytes() {
		written(new byte[104]);
		assertThat(perCall(CALLS, this::read)).isEqualTo(ARRAY_HEADER_BYTES + 104);
	}

	@Test
	void writingALargeArrayLeavesNoGarbage() {
		byte[] bytes = new byte[1024 * 1024];
		assertThat(perCall(LARGE_CALLS, () -> written(bytes))).isZero();
	}

	private int written(Object value) {
		this.buffer.clear();
		this.codec.writer().write(value, this.buffer);
		return this.buffer.writerIndex();
	}

	private void read() {
		this.buffer.readerIndex(0);
		assertIsThere(this.reader.read(this.buffer));
	}

	private static void assertIsThere(@Nullable Object value) {
		if (value == null) {
			throw new AssertionError("nothing was read");
		}
	}

	/** The least of some rounds, since the runtime itself may allocate in any of them. */
	private static long perCall(int calls, Runnable call) {
		long least = Long.MAX_VALUE;
		for (int round = 0; round < ROUNDS; round++) {
			least = Math.min(least, allocated(calls, call) / calls);
		}
		return least;
	}

	private static long allocated(int calls, Runnable call) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long id = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(id);
		for (int i = 0; i < calls; i++) {
			call.run();
		}
		return threads.getThreadAllocatedBytes(id) - before;
	}

}
