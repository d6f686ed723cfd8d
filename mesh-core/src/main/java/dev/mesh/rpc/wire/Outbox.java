package dev.mesh.rpc.wire;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.netty.channel.EventLoop;

/**
 * Hands items from any thread to an event loop, which takes all that are there in one go:
 * however many threads offer at once, the loop is woken once and flushes once.
 * <p>
 * The flag is set by whoever wakes the loop and cleared by the loop after it emptied the
 * queue; it then looks again, so an item offered in between is not left lying. The queue
 * itself has no bound: what may be offered is bounded by the owner.
 *
 * @param <T> the type of the items
 */
final class Outbox<T> {

	// lets reads of the same loop go on between bursts
	private static final int BURST = 1024;

	private final EventLoop loop;

	private final Consumer<T> taker;

	private final Runnable burstEnd;

	private final Queue<T> queue = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean awake = new AtomicBoolean();

	private final Runnable drain = this::drain;

	/**
	 * Make an outbox.
	 * @param loop the loop that takes
	 * @param taker takes one item, on the loop
	 * @param burstEnd called on the loop after all that were there have been taken
	 */
	Outbox(EventLoop loop, Consumer<T> taker, Runnable burstEnd) {
		this.loop = loop;
		this.taker = taker;
		this.burstEnd = burstEnd;
	}

	void offer(T item) {
		this.queue.add(item);
		wake();
	}

	private void wake() {
		if (!this.awake.get() && this.awake.compareAndSet(false, true)) {
			try {
				this.loop.execute(this.drain);
			}
			catch (RejectedExecutionException ex) {
				// the loop has ended: nobody but us is left to settle what was offered
				drain();
			}
		}
	}

	private void drain() {
		try {
			T item;
			for (int i = 0; i < BURST && (item = this.queue.poll()) != null; i++) {
				this.taker.accept(item);
			}
			this.burstEnd.run();
		}
		finally {
			this.awake.set(false);
			if (!this.queue.isEmpty()) {
				wake();
			}
		}
	}

}
