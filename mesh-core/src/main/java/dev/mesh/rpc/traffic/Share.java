package dev.mesh.rpc.traffic;

import java.util.concurrent.atomic.LongAdder;

/**
 * The sampled calls of one caller in a stream of calls. Samples are added by any thread;
 * the weights belong to who takes the windows.
 */
public final class Share {

	/** What samples of the window before count. */
	private static final double FADING = 0.5;

	private final LongAdder samples = new LongAdder();

	private final LongAdder bytes = new LongAdder();

	private double weight;

	private double weightedBytes;

	Share() {
	}

	void sampled() {
		this.samples.increment();
	}

	/**
	 * Add to the size of a sampled call: its request, or its reply.
	 * @param size the bytes
	 */
	public void bytes(int size) {
		this.bytes.add(size);
	}

	void fold() {
		this.weight = this.weight * FADING + this.samples.sumThenReset();
		this.weightedBytes = this.weightedBytes * FADING + this.bytes.sumThenReset();
	}

	double weight() {
		return this.weight;
	}

	double bytesPerCall() {
		return (this.weight > 0) ? this.weightedBytes / this.weight : 0;
	}

}
