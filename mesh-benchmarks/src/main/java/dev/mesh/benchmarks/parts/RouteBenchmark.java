package dev.mesh.benchmarks.parts;

import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.call.Aim;
import dev.mesh.rpc.call.RecordedCall;
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
 * What it costs to choose the node of one call, out of a large directory: which version,
 * which instances, and one of them by the default selector. Each time for another
 * service.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
@NullUnmarked
public class RouteBenchmark {

	/** How many nodes there are. */
	@Param({ "10", "1000" })
	public int nodes;

	/**
	 * How many services each of them hosts. With many, what is looked at for one call has
	 * left the processor's caches when its turn comes again.
	 */
	@Param({ "1", "100" })
	public int services;

	private WideCluster cluster;

	private RecordedCall[] calls;

	private int turn;

	/**
	 * Have the directory taken over.
	 */
	@Setup
	public void start() {
		this.cluster = new WideCluster(this.nodes, this.services);
		this.calls = this.cluster.calls();
	}

	/**
	 * End the threads.
	 */
	@TearDown
	public void stop() {
		this.cluster.close();
	}

	/**
	 * Choose.
	 * @return the node
	 */
	@Benchmark
	public Node choose() {
		this.turn = (this.turn + 1 < this.calls.length) ? this.turn + 1 : 0;
		return this.calls[this.turn].choose(Aim.ANY);
	}

}
