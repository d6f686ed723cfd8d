package dev.mesh.rpc.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.traffic.CallTraffic;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call through a stub to an instance on the same node costs over calling the bean
 * through its interface.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class LocalCallBenchmark {

	private final TestCluster cluster = new TestCluster().know(Adding.class, "adding").know(Carts.class, "carts");

	private Adding bean = new One();

	private Adding other = new Two();

	private Adding stub = this.bean;

	private Carts carts = new SameCarts();

	private final CallTraffic traffic = new CallTraffic(new NodeId(1), System::nanoTime);

	private final ScheduledThreadPoolExecutor reports = new ScheduledThreadPoolExecutor(1);

	private Adding counted = this.bean;

	private Adding measured = this.bean;

	private int turn;

	@Setup
	@SuppressWarnings("FutureReturnValueIgnored") // ends with the benchmark
	public void start() {
		TestNode node = this.cluster.add("node");
		node.host("adding", this.bean);
		node.host("carts", this.carts);
		this.stub = node.stub(Adding.class);
		this.carts = node.stub(Carts.class);
		TestNode counting = this.cluster.add("counting", (builder) -> builder.observer(new Counting()));
		counting.host("adding", this.bean);
		this.cluster.remove(counting);
		this.counted = counting.stub(Adding.class);
		TestNode measuring = this.cluster.add("measuring", (builder) -> builder.traffic(this.traffic));
		measuring.host("adding", this.bean);
		this.cluster.remove(measuring);
		this.measured = measuring.stub(Adding.class);
		this.reports.scheduleAtFixedRate(this.traffic::take, 500, 500, TimeUnit.MILLISECONDS);
	}

	@TearDown
	public void stop() {
		this.reports.shutdownNow();
		this.cluster.close();
	}

	@Benchmark
	public long direct() {
		// Two receivers, so that this is a real interface call and not inlined away.
		return (((this.turn++ & 1) == 0) ? this.bean : this.other).add(this.turn, 2);
	}

	@Benchmark
	public long throughStub() {
		return this.stub.add(this.turn++, 2);
	}

	@Benchmark
	public long throughCountingStub() {
		return this.counted.add(this.turn++, 2);
	}

	@Benchmark
	public long throughMeasuringStub() {
		return this.measured.add(this.turn++, 2);
	}

	@Benchmark
	public CompletionStage<Long> directAsync() {
		return (((this.turn++ & 1) == 0) ? this.bean : this.other).addLater(this.turn, 2);
	}

	@Benchmark
	public CompletionStage<Long> throughAsyncStub() {
		return this.stub.addLater(this.turn++, 2);
	}

	@Benchmark
	public String throughKeyedStub() {
		return this.carts.owner("user-12345");
	}

	/**
	 * Has calls counted and one of 1,024 sent the long way.
	 */
	private static final class Counting implements CallObserver {

		@Override
		public int localCallSampling() {
			return 1024;
		}

		@Override
		public boolean countsLocalCalls() {
			return true;
		}

	}

	/**
	 * The contract.
	 */
	interface Adding {

		long add(int left, long right);

		CompletionStage<Long> addLater(int left, long right);

	}

	/**
	 * The bean.
	 */
	static final class One implements Adding {

		/** Made once, so that what the call itself allocates shows. */
		private final CompletionStage<Long> answer = CompletableFuture.completedFuture(0L);

		@Override
		public long add(int left, long right) {
			return left + right;
		}

		@Override
		public CompletionStage<Long> addLater(int left, long right) {
			return this.answer;
		}

	}

	/**
	 * Another bean.
	 */
	static final class Two implements Adding {

		/** Made once, so that what the call itself allocates shows. */
		private final CompletionStage<Long> answer = CompletableFuture.completedFuture(0L);

		@Override
		public long add(int left, long right) {
			return left - right;
		}

		@Override
		public CompletionStage<Long> addLater(int left, long right) {
			return this.answer;
		}

	}

	/**
	 * A keyed bean.
	 */
	static final class SameCarts implements Carts {

		@Override
		public String owner(String user) {
			return user;
		}

		@Override
		public String owner(String prefix, int user) {
			return prefix;
		}

	}

}
