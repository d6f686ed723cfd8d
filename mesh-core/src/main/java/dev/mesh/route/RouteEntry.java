package dev.mesh.route;

import java.util.Comparator;

import dev.mesh.clock.HybridTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * One write to the replicated map. Of two entries of a service the one that
 * {@linkplain #isNewerThan(RouteEntry) is newer} holds, on every node alike: first by
 * what people decided last, so that no step of a cutover overrules them, then by the
 * stamp, then by the writer.
 *
 * @param service the service's name
 * @param generation the stamp of the decision by people that this follows from
 * @param stamp when it was written, by the hybrid clock
 * @param writer the id of the node that wrote it
 * @param route what was decided, or {@code null} if that nothing is
 */
record RouteEntry(String service, long generation, long stamp, long writer, @Nullable Route route) {

	private static final Comparator<RouteEntry> AGE = Comparator
		.<RouteEntry, Long>comparing(RouteEntry::generation, Long::compareUnsigned)
		.thenComparing(RouteEntry::stamp, Long::compareUnsigned)
		.thenComparing(RouteEntry::writer, Long::compareUnsigned);

	boolean isNewerThan(@Nullable RouteEntry other) {
		return other == null || AGE.compare(this, other) > 0;
	}

	boolean isTombstone() {
		return this.route == null;
	}

	/** When it was written, in milliseconds of the epoch. */
	long millis() {
		return new HybridTimestamp(this.stamp, this.writer).millis();
	}

	/** The same entry without its content, to be compared with. */
	RouteEntry version() {
		return new RouteEntry(this.service, this.generation, this.stamp, this.writer, null);
	}

	/**
	 * Return 64 bits that differ when any part of the version does.
	 */
	long digest() {
		long digest = this.service.hashCode();
		for (long part : new long[] { this.generation, this.stamp, this.writer }) {
			digest = mix(digest ^ part);
		}
		return digest;
	}

	private static long mix(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
		return mixed ^ (mixed >>> 31);
	}

}
