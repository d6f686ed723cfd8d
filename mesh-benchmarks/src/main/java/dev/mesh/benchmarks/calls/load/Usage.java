package dev.mesh.benchmarks.calls.load;

/**
 * What a JVM used over a while.
 *
 * @param cpuNanos time on processors, of all its threads
 * @param allocatedBytes what its threads allocated
 */
public record Usage(long cpuNanos, long allocatedBytes) {

	Usage plus(Usage other) {
		return new Usage(this.cpuNanos + other.cpuNanos, this.allocatedBytes + other.allocatedBytes);
	}

}
