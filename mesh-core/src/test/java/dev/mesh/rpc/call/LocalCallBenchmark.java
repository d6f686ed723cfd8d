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
 * through its interface. The stub counts its calls, as where Micrometer is present; the
 * uncounted one shows what that adds. CONTRIBUTING.md says how to run this.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
@State(Scope.Thread)
public class LocalCallBenchmark {

	private final TestCluster counted = cluster();

	private final TestCluster uncounted = cluster();

	private final Adding bean = new One();

	private final Adding other = new Two();

	private final Carts cartsBean = new SameCarts();

	private Adding stub = this.bean;

	private Adding uncountedStub = this.bean;

	private Carts cartsStub = this.cartsBean;

	private final CallTraffic traffic = new CallTraffic(new NodeId(1), System::nanoTime);

	private final ScheduledThreadPoolExecutor reports = new ScheduledThreadPoolExecutor(1);

	private final TestCluster measuring = cluster();

	private Adding measuredStub = this.bean;

	private int turn;

	private static TestCluster cluster() {
		return new TestCluster().know(Adding.class, "adding").know(Carts.class, "carts");
	}

	@Setup
	@SuppressWarnings("FutureReturnValueIgnored") // ends with the benchmark
	public void start() {
		TestNode node = host(this.counted.add("node", (builder) -> builder.observer(new Counting())));
		this.stub = node.stub(Adding.class);
		this.cartsStub = node.stub(Carts.class);
		this.uncountedStub = host(this.uncounted.add("node")).stub(Adding.class);
		TestNode measured = this.measuring.add("node", (builder) -> builder.traffic(this.traffic));
		this.measuredStub = host(measured).stub(Adding.class);
		this.reports.scheduleAtFixedRate(this.traffic::take, 500, 500, TimeUnit.MILLISECONDS);
	}

	private TestNode host(TestNode node) {
		node.host("adding", this.bean);
		node.host("carts", this.cartsBean);
		return node;
	}

	@TearDown
	public void stop() {
		this.reports.shutdownNow();
		this.counted.close();
		this.uncounted.close();
		this.measuring.close();
	}

	/** The least a call can cost: the compiler sees one receiver and inlines it. */
	@Benchmark
	public long direct() {
		return this.bean.add(this.turn++, 2);
	}

	/** A call that is dispatched by the receiver's class. */
	@Benchmark
	public long directToOneOfTwo() {
		return (((this.turn++ & 1) == 0) ? this.bean : this.other).add(this.turn, 2);
	}

	@Benchmark
	public long throughStub() {
		return this.stub.add(this.turn++, 2);
	}

	@Benchmark
	public long throughUncountedStub() {
		return this.uncountedStub.add(this.turn++, 2);
	}

	@Benchmark
	public long throughMeasuringStub() {
		return this.measuredStub.add(this.turn++, 2);
	}

	@Benchmark
	public CompletionStage<Long> directAsync() {
		return this.bean.addLater(this.turn++, 2);
	}

	@Benchmark
	public CompletionStage<Long> throughAsyncStub() {
		return this.stub.addLater(this.turn++, 2);
	}

	@Benchmark
	public String directKeyed() {
		return this.cartsBean.owner("user-12345");
	}

	@Benchmark
	public String throughKeyedStub() {
		return this.cartsStub.owner("user-12345");
	}

	/**
	 * Has calls counted and none timed, as the starter's meters do.
	 */
	private static final class Counting implements CallObserver {

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
		public String hurried(String user) {
			return user;
		}

		@Override
		public String any() {
			return "";
		}

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
