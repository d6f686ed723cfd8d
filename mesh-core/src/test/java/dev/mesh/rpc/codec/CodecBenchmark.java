package dev.mesh.rpc.codec;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

import dev.mesh.rpc.codec.Samples.Order;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Prints what encoding and decoding the order costs. Run it by hand: it proves nothing,
 * it measures.
 */
final class CodecBenchmark {

	private static final int ROUNDS = 8;

	private static final int CALLS = 300_000;

	private CodecBenchmark() {
	}

	public static void main(String[] args) {
		long start = System.nanoTime();
		ForyCodec codec = ForyCodecTests.codec(Order.class, Samples.Everything.class);
		long made = System.nanoTime();
		codec.warmUp();
		long warm = System.nanoTime();
		Order order = Order.example();
		ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(1024);
		codec.writer().write(order, buffer);
		PayloadReader reader = codec.reader(codec.types());
		reader.read(buffer);
		long first = System.nanoTime();
		System.out.printf("%d bytes; made in %d ms, warmed up in %d ms, then the first round trip took %d us%n",
				buffer.writerIndex(), (made - start) / 1_000_000, (warm - made) / 1_000_000, (first - warm) / 1000);
		List<String> lines = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			lines.add(round(codec, reader, order, buffer));
		}
		lines.forEach(System.out::println);
		buffer.release();
	}

	private static String round(ForyCodec codec, PayloadReader reader, Order order, ByteBuf buffer) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		// Time on the processor, since others may be using it too.
		long start = threads.getCurrentThreadCpuTime();
		for (int i = 0; i < CALLS; i++) {
			buffer.clear();
			codec.writer().write(order, buffer);
		}
		long written = threads.getCurrentThreadCpuTime();
		int sum = 0;
		for (int i = 0; i < CALLS; i++) {
			buffer.readerIndex(0);
			sum += String.valueOf(reader.read(buffer) instanceof Order it ? it.customer() : "").length();
		}
		long read = threads.getCurrentThreadCpuTime();
		return "encode %d ns, decode %d ns (%d)".formatted((written - start) / CALLS, (read - written) / CALLS, sum);
	}

}
