package dev.mesh.route.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the calls that were repeated on a shadow version.
 *
 * @param sent the calls that were repeated
 * @param dropped those that were to be and were not: too many waited, or their arguments
 * could not be kept
 * @param failed those that were repeated and did not come to run, or nobody knows
 * @param compared the pairs of responses that were compared
 * @param mismatched those of them that differ
 * @param fields how many differ first in which field
 */
public record MirrorCounts(long sent, long dropped, long failed, long compared, long mismatched,
		Map<String, Long> fields) {

	/**
	 * Nothing was mirrored.
	 */
	public static final MirrorCounts NONE = new MirrorCounts(0, 0, 0, 0, 0, Map.of());

	public MirrorCounts {
		fields = Map.copyOf(fields);
	}

	/**
	 * Return what was added since.
	 * @param earlier what was there before
	 * @return the difference
	 */
	public MirrorCounts since(MirrorCounts earlier) {
		Map<String, Long> added = new TreeMap<>();
		this.fields.forEach((field, count) -> {
			long more = count - earlier.fields.getOrDefault(field, 0L);
			if (more > 0) {
				added.put(field, more);
			}
		});
		return new MirrorCounts(Math.max(0, this.sent - earlier.sent), Math.max(0, this.dropped - earlier.dropped),
				Math.max(0, this.failed - earlier.failed), Math.max(0, this.compared - earlier.compared),
				Math.max(0, this.mismatched - earlier.mismatched), added);
	}

	/**
	 * Add up.
	 * @param other more of it
	 * @return all of it
	 */
	public MirrorCounts plus(MirrorCounts other) {
		Map<String, Long> all = new TreeMap<>(this.fields);
		other.fields.forEach((field, count) -> all.merge(field, count, Long::sum));
		return new MirrorCounts(this.sent + other.sent, this.dropped + other.dropped, this.failed + other.failed,
				this.compared + other.compared, this.mismatched + other.mismatched, all);
	}

}
