package dev.mesh.benchmarks.calls.load;

import org.HdrHistogram.Histogram;

/**
 * What both JVMs of a contestant gave under one load, in one run or in several.
 *
 * @param client what the caller took
 * @param server what the server used meanwhile
 */
public record Sample(Taken client, Usage server) {

	/**
	 * Return this and another of the same load as if they had been one run.
	 * @param other the other
	 * @return both
	 */
	public Sample plus(Sample other) {
		Histogram latencies = Driver.histogram();
		latencies.add(this.client.latencies());
		latencies.add(other.client.latencies());
		return new Sample(
				new Taken(this.client.nanos() + other.client.nanos(), latencies,
						this.client.failures() + other.client.failures(), this.client.used().plus(other.client.used())),
				this.server.plus(other.server));
	}

	/**
	 * Return the figures.
	 * @return the figures
	 */
	public Measurement measurement() {
		return this.client.with(this.server);
	}

}
