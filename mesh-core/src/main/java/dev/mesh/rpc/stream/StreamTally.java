package dev.mesh.rpc.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the streams between this node and others do. Safe for use by any thread.
 */
final class StreamTally {

	private final LongAdder received = new LongAdder();

	private final LongAdder sent = new LongAdder();

	private final AtomicInteger stalled = new AtomicInteger();

	void received() {
		this.received.increment();
	}

	void sent(int items) {
		this.sent.add(items);
	}

	void stalled(int change) {
		this.stalled.addAndGet(change);
	}

	StreamCounts counts(int reading, int serving) {
		return new StreamCounts(reading, serving, this.stalled.get(), this.received.sum(), this.sent.sum());
	}

}
