package dev.mesh.benchmarks.parts;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.clock.HybridLogicalClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a stamp costs, beside the wall clock and beside that with the one exchange that
 * stamps which only grow cannot do without. All threads draw from one clock.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class ClockBenchmark {

	private final HybridLogicalClock clock = new HybridLogicalClock(1);

	private final AtomicLong last = new AtomicLong();

	/**
	 * Ask the wall clock.
	 * @return the time
	 */
	@Benchmark
	public long wall() {
		return System.currentTimeMillis();
	}

	/**
	 * Ask the wall clock and exchange once.
	 * @return the time
	 */
	@Benchmark
	public long wallAndExchange() {
		long now = System.currentTimeMillis();
		long known = this.last.get();
		return this.last.compareAndSet(known, known + 1) ? now : known;
	}

	/**
	 * Draw a stamp.
	 * @return the stamp
	 */
	@Benchmark
	public long now() {
		return this.clock.now();
	}

	/**
	 * The same as {@link #wallAndExchange()} on two threads.
	 * @return the time
	 */
	@Benchmark
	@Threads(2)
	public long wallAndExchangeOnTwoThreads() {
		return wallAndExchange();
	}

	/**
	 * Draw stamps on two threads.
	 * @return the stamp
	 */
	@Benchmark
	@Threads(2)
	public long nowOnTwoThreads() {
		return this.clock.now();
	}

}
