package dev.mesh.benchmarks.parts;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every benchmark of the module runs, once and on the least there is: figures mean
 * nothing here.
 */
class BenchmarksIntegrationTests {

	@Test
	void eachRunsAndHasAFigure() throws Exception {
		Options least = new OptionsBuilder().include(".*")
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(10))
			.param("nodes", "4")
			.param("services", "2")
			.param("size", "3x10x20")
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build();
		Collection<RunResult> results = new Runner(least).run();
		assertThat(results).allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
		List<String> names = results.stream().map((result) -> PartFigure.of(result).name()).toList();
		assertThat(names).contains("ClockBenchmark.now", "ClockBenchmark.wallAndExchange",
				"ClockBenchmark.nowOnTwoThreads", "CodecBenchmark.roundTrip(hand)", "CodecBenchmark.roundTrip(mesh)",
				"LocalCallBenchmark.direct", "LocalCallBenchmark.injected", "RouteBenchmark.choose(4, 2)",
				"PlacementBenchmark.scratch(3x10x20)");
	}

}
