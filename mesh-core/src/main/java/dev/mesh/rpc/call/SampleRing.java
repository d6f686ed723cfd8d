package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import dev.mesh.rpc.explain.CallSample;

/**
 * The latest samples of one kind of one method: a few, so that no method fills the
 * memory; each kept for a second at least, so that a storm of them costs next to nothing
 * and does not wash away how it began. Lock-free: who finds the next place taken goes
 * away.
 */
final class SampleRing {

	static final int SIZE = 8;

	private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final AtomicReferenceArray<Held> places = new AtomicReferenceArray<>(SIZE);

	private final AtomicInteger turn = new AtomicInteger();

	/**
	 * Add a sample if there is a place for it.
	 * @param nowNanos the time
	 * @param sample makes it; not asked in vain
	 */
	void offer(long nowNanos, Supplier<CallSample> sample) {
		int at = this.turn.get();
		Held held = this.places.get(Math.floorMod(at, SIZE));
		boolean free = held == null || nowNanos - held.sinceNanos() >= KEPT_NANOS;
		if (free && this.turn.compareAndSet(at, at + 1)) {
			this.places.set(Math.floorMod(at, SIZE), new Held(nowNanos, sample.get()));
		}
	}

	/**
	 * Return what is kept.
	 * @return the samples, in no order
	 */
	List<CallSample> samples() {
		List<CallSample> samples = new ArrayList<>(SIZE);
		for (int i = 0; i < SIZE; i++) {
			Held held = this.places.get(i);
			if (held != null) {
				samples.add(held.sample());
			}
		}
		return samples;
	}

	private record Held(long sinceNanos, CallSample sample) {

	}

}
