package dev.mesh.route.cutover;

import java.util.concurrent.TimeUnit;

import dev.mesh.route.measure.VersionCounts;

/**
 * What the calls to one version came to while a step was judged.
 *
 * @param calls the calls
 * @param errors those that did not return a result
 * @param p99Micros the time within which ninety-nine of a hundred ended
 */
public record Sample(long calls, long errors, long p99Micros) {

	/**
	 * No calls.
	 */
	public static final Sample NONE = new Sample(0, 0, 0);

	static Sample of(VersionCounts counts) {
		return new Sample(counts.calls(), counts.errors(),
				TimeUnit.NANOSECONDS.toMicros(counts.latencies().percentileNanos(0.99)));
	}

	/**
	 * Return the share of errors.
	 * @return the percentage, 0 if there were no calls
	 */
	public double errorPercent() {
		return (this.calls > 0) ? 100.0 * this.errors / this.calls : 0;
	}

}
