package dev.mesh.benchmarks.calls.load;

import org.HdrHistogram.Histogram;

/**
 * What one run of a load gave.
 *
 * @param nanos how long it took, to the last reply
 * @param latencies the nanoseconds of each call that ended well
 * @param failures how many did not
 * @param used what this JVM used
 */
public record Taken(long nanos, Histogram latencies, long failures, Usage used) {

	/**
	 * Put it together with what the other JVM used.
	 * @param server what the server used
	 * @return the measurement
	 */
	public Measurement with(Usage server) {
		long calls = Math.max(1, this.latencies.getTotalCount());
		return new Measurement(this.latencies.getTotalCount() * 1e9 / this.nanos, micros(50), micros(99), micros(99.9),
				this.used.cpuNanos() / 1e3 / calls, server.cpuNanos() / 1e3 / calls,
				(double) this.used.allocatedBytes() / calls, (double) server.allocatedBytes() / calls, this.failures);
	}

	private double micros(double percentile) {
		return this.latencies.getValueAtPercentile(percentile) / 1e3;
	}

}
