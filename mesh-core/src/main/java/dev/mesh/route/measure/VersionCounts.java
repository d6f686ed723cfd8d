package dev.mesh.route.measure;

/**
 * What came of the calls to one version.
 *
 * @param calls the calls that ended, those that were given up by their callers left out
 * @param errors those of them that did not return a result
 * @param latencies how long they took, as their callers saw it
 */
public record VersionCounts(long calls, long errors, Latencies latencies) {

	/**
	 * No calls.
	 */
	public static final VersionCounts NONE = new VersionCounts(0, 0, Latencies.NONE);

	/**
	 * Return what was added since.
	 * @param earlier what was there before
	 * @return the difference
	 */
	public VersionCounts since(VersionCounts earlier) {
		return new VersionCounts(Math.max(0, this.calls - earlier.calls), Math.max(0, this.errors - earlier.errors),
				this.latencies.since(earlier.latencies));
	}

	/**
	 * Add up.
	 * @param other more calls
	 * @return all of them
	 */
	public VersionCounts plus(VersionCounts other) {
		return new VersionCounts(this.calls + other.calls, this.errors + other.errors,
				this.latencies.plus(other.latencies));
	}

}
