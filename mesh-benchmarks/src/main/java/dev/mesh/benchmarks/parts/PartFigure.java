package dev.mesh.benchmarks.parts;

import java.util.Map;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark has come to.
 *
 * @param name its class and method, with its parameters
 * @param nanos nanoseconds each time, on each thread
 * @param error half of the interval that the time lies in with a probability of 99.9 %
 * @param bytes what is allocated each time
 */
record PartFigure(String name, double nanos, double error, double bytes) {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	static PartFigure of(RunResult result) {
		Result<?> time = result.getPrimaryResult();
		return new PartFigure(name(result.getParams()), time.getScore(), time.getScoreError(),
				bytes(result.getSecondaryResults()));
	}

	private static String name(BenchmarkParams params) {
		String whole = params.getBenchmark();
		String name = whole.substring(whole.lastIndexOf('.', whole.lastIndexOf('.') - 1) + 1);
		return params.getParamsKeys().isEmpty() ? name : name
				+ params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(", ", "(", ")"));
	}

	@SuppressWarnings("rawtypes") // as JMH has it
	private static double bytes(Map<String, Result> secondary) {
		Result<?> allocated = secondary.get(ALLOCATED);
		return (allocated != null) ? allocated.getScore() : Double.NaN;
	}

}
