package dev.mesh.benchmarks.placement;

import java.util.concurrent.TimeUnit;

import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the solver takes from nothing, and after the loss of one node, each time
 * another one. The heap is as small as it promises to make do with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@State(Scope.Benchmark)
@NullUnmarked
public class PlacementBenchmark {

	/** Nodes, services and instances. */
	@Param({ "3x10x20", "100x200x1000", "1000x1000x10000" })
	public String size;

	private final Solver solver = new Solver();

	private Problem fresh;

	private Problem[] afterLoss;

	private int turn;

	/**
	 * Place everything once, and lose each of ten nodes.
	 */
	@Setup(Level.Trial)
	public void place() {
		String[] numbers = this.size.split("x", 3);
		this.fresh = PlacementInstances
			.ofSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]), 1)
			.problem();
		Assignment placed = this.solver.repair(this.fresh).assignment();
		Problem running = Disruptions.running(this.fresh, placed);
		int nodes = this.fresh.hosts().size();
		this.afterLoss = new Problem[Math.min(10, nodes)];
		for (int i = 0; i < this.afterLoss.length; i++) {
			this.afterLoss[i] = Disruptions.lose(running, i * nodes / this.afterLoss.length);
		}
	}

	/**
	 * Place everything from nothing.
	 * @return the solution
	 */
	@Benchmark
	public Solution scratch() {
		return this.solver.repair(this.fresh);
	}

	/**
	 * Look for the best from nothing.
	 * @return the solution
	 */
	@Benchmark
	public Solution optimize() {
		return this.solver.optimize(this.fresh);
	}

	/**
	 * Place again what ran on a node that is lost.
	 * @return the solution
	 */
	@Benchmark
	public Solution loss() {
		this.turn = (this.turn + 1) % this.afterLoss.length;
		return this.solver.repair(this.afterLoss[this.turn]);
	}

}
