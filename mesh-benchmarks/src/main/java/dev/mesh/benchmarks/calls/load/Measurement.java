package dev.mesh.benchmarks.calls.load;

/**
 * The figures of one run of one cell.
 *
 * @param callsPerSecond calls that ended well, in a second
 * @param p50Micros the median of their latencies
 * @param p99Micros what 99 % stay below
 * @param p999Micros what 99.9 % stay below
 * @param clientCpuMicros time on processors per call, of the caller's JVM
 * @param serverCpuMicros the same of the server's JVM
 * @param clientBytes allocation per call, of the caller's JVM
 * @param serverBytes the same of the server's JVM
 * @param failures how many calls failed, or came back wrong
 */
public record Measurement(double callsPerSecond, double p50Micros, double p99Micros, double p999Micros,
		double clientCpuMicros, double serverCpuMicros, double clientBytes, double serverBytes, long failures) {

	/**
	 * Return the time on processors per call, of both JVMs.
	 * @return microseconds
	 */
	public double cpuMicros() {
		return this.clientCpuMicros + this.serverCpuMicros;
	}

}
