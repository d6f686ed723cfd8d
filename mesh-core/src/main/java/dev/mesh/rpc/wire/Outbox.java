package dev.mesh.rpc.wire;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from any thread to an event loop, which takes all that are there in one go:
 * however many threads offer at once, the loop is woken once and flushes once.
 * <p>
 * Items are linked to each other, the newest first, so that offering one leaves no
 * garbage; the loop takes the whole chain and turns it round. The flag is set by whoever
 * wakes the loop and cleared by the loop after it took the chain; it then looks again, so
 * an item offered in between is not left lying. There is no bound: what may be offered is
 * bounded by the owner.
 *
 * @param <T> the type of the items
 */
final class Outbox<T extends Outbox.Item<T>> {

	private final EventLoop loop;

	private final Consumer<T> taker;

	private final Runnable burstEnd;

	private final AtomicReference<@Nullable T> newest = new AtomicReference<>();

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

	/**
	 * Offer an item that is not offered at present: until the taker has been given it.
	 * @param item the item
	 */
	void offer(T item) {
		T before;
		do {
			before = this.newest.get();
			item.older(before);
		}
		while (!this.newest.compareAndSet(before, item));
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
			T item = oldestFirst(this.newest.getAndSet(null));
			while (item != null) {
				// Unlinked first: an item that lives on must not keep others alive.
				T next = item.unlink();
				this.taker.accept(item);
				item = next;
			}
			this.burstEnd.run();
		}
		finally {
			this.awake.set(false);
			if (this.newest.get() != null) {
				wake();
			}
		}
	}

	private static <T extends Item<T>> @Nullable T oldestFirst(@Nullable T newest) {
		T turned = null;
		T item = newest;
		while (item != null) {
			T older = item.unlink();
			item.older(turned);
			turned = item;
			item = older;
		}
		return turned;
	}

	/**
	 * What can be offered.
	 *
	 * @param <T> its own type
	 */
	abstract static class Item<T extends Item<T>> {

		/** Written before the item can be found by the loop, and then by the loop. */
		private @Nullable T link;

		final void older(@Nullable T before) {
			this.link = before;
		}

		final @Nullable T unlink() {
			T linked = this.link;
			this.link = null;
			return linked;
		}

	}

}
