package dev.mesh.rpc.call;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How busy a node is, as its caller knows: by its own calls, and by what the node says
 * with each reply. Shared by the targets of all services on the node. Safe for use by any
 * thread.
 */
final class NodeLoad {

	/** What a node said this long ago counts half. */
	private static final long HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final AtomicInteger inFlight = new AtomicInteger();

	private volatile int others;

	/** Read and written apart from the number: a moment's mismatch does no harm. */
	private volatile long reportedNanos = System.nanoTime();

	void begin() {
		this.inFlight.incrementAndGet();
	}

	void end() {
		this.inFlight.decrementAndGet();
	}

	int inFlight() {
		return this.inFlight.get();
	}

	/**
	 * Take what the node says with a reply, before the call that it answers has ended
	 * here.
	 * @param calls how many calls of all callers it has left
	 */
	void report(int calls) {
		int own = Math.max(0, this.inFlight.get() - 1);
		int left = Math.max(0, calls - own);
		this.others = left;
		if (left > 0) {
			this.reportedNanos = System.nanoTime();
		}
	}

	/** Fades, or a node once busy would never be asked again and never say otherwise. */
	int inFlightOfOthers(long nowNanos) {
		int calls = this.others;
		if (calls == 0) {
			return 0;
		}
		long halvings = Math.max(0, nowNanos - this.reportedNanos) / HALF_LIFE_NANOS;
		return (halvings < Integer.SIZE) ? calls >>> halvings : 0;
	}

}
