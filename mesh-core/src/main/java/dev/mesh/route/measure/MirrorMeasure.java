package dev.mesh.route.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import dev.mesh.route.compare.Difference;

/**
 * Counts what came of the calls to one service that were repeated on a shadow version,
 * and keeps the latest mismatches.
 */
public final class MirrorMeasure {

	private static final int MAX_SAMPLES = 20;

	private static final int MAX_FIELDS = 64;

	private static final String OTHER = "(other)";

	private final LongAdder sent = new LongAdder();

	private final LongAdder dropped = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder compared = new LongAdder();

	private final Map<String, Long> fields = new HashMap<>();

	private final Deque<Mismatch> samples = new ArrayDeque<>();

	private long mismatched;

	MirrorMeasure() {
	}

	/** A call is repeated. */
	public void sent() {
		this.sent.increment();
	}

	/** A call was to be repeated, and was not. */
	public void dropped() {
		this.dropped.increment();
	}

	/** A repeated call did not come to run, or nobody knows. */
	public void failed() {
		this.failed.increment();
	}

	/** Two responses were the same. */
	public void matched() {
		this.compared.increment();
	}

	/**
	 * Two responses differ.
	 * @param method the method that was called
	 * @param version the shadow version
	 * @param difference where they differ first
	 */
	public void mismatched(String method, String version, Difference difference) {
		this.compared.increment();
		String field = difference.path().replaceAll("\\[[^\\]]*]", "[*]");
		synchronized (this.fields) {
			this.mismatched++;
			boolean known = this.fields.containsKey(field) || this.fields.size() < MAX_FIELDS;
			this.fields.merge(known ? field : OTHER, 1L, Long::sum);
			if (this.samples.size() == MAX_SAMPLES) {
				this.samples.removeFirst();
			}
			this.samples.addLast(new Mismatch(System.currentTimeMillis(), method, version, difference));
		}
	}

	/**
	 * Return what was counted since the node was made.
	 * @return the counts
	 */
	public MirrorCounts counts() {
		synchronized (this.fields) {
			return new MirrorCounts(this.sent.sum(), this.dropped.sum(), this.failed.sum(), this.compared.sum(),
					this.mismatched, this.fields);
		}
	}

	/**
	 * Return the latest mismatches.
	 * @return at most {@value #MAX_SAMPLES}, the oldest first
	 */
	public List<Mismatch> samples() {
		synchronized (this.fields) {
			return new ArrayList<>(this.samples);
		}
	}

	/**
	 * One mismatch.
	 *
	 * @param at when it was found, in milliseconds of the epoch
	 * @param method the method that was called
	 * @param version the shadow version
	 * @param difference where the responses differ first
	 */
	public record Mismatch(long at, String method, String version, Difference difference) {

	}

}
