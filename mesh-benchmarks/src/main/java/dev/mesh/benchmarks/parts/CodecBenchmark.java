package dev.mesh.benchmarks.parts;

import java.util.concurrent.TimeUnit;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to write an order of five lines and to read it again, into and from a
 * buffer as a call has it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
@NullUnmarked
public class CodecBenchmark {

	/** How orders are written; where protobuf is, it is one more. */
	@Param({ HandFormat.ID, MeshFormat.ID })
	public String format;

	private final Order order = Order.sample(1);

	private OrderFormat codec;

	private ByteBuf buffer;

	/**
	 * Make the codec, and see that it can be relied on.
	 */
	@Setup
	public void start() {
		this.codec = OrderFormats.named(this.format);
		this.buffer = PooledByteBufAllocator.DEFAULT.directBuffer(512);
		if (!roundTrip().equals(this.order)) {
			throw new IllegalStateException("'" + this.format + "' does not bring back what was written");
		}
	}

	/**
	 * Release the buffer.
	 */
	@TearDown
	public void stop() {
		this.buffer.release();
	}

	/**
	 * Write and read.
	 * @return what was read
	 */
	@Benchmark
	public Order roundTrip() {
		this.buffer.clear();
		this.codec.write(this.order, this.buffer);
		return this.codec.read(this.buffer);
	}

	/**
	 * Write.
	 * @return the buffer
	 */
	@Benchmark
	public ByteBuf write() {
		this.buffer.clear();
		this.codec.write(this.order, this.buffer);
		return this.buffer;
	}

}
