package dev.mesh.rpc.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds what the callers of one service add to its load by trying again: each call pays
 * in a share of a token, and sending again costs one. When everything fails, the load
 * grows by that share at most, and by what was saved before. One token a second is given
 * away, so that a service that is called rarely may be called again at all. Safe for use
 * by any thread.
 */
public final class RetryBudget {

	private static final long TOKEN = 1_000_000;

	private static final long GIFT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final long share;

	private final long capacity;

	private final LongSupplier nanos;

	private final AtomicLong balance;

	private final AtomicLong lastGift;

	/**
	 * Make a budget whose savings are full.
	 * @param options the share and the savings
	 * @param nanos the time, as of {@link System#nanoTime()}
	 */
	public RetryBudget(RetryOptions options, LongSupplier nanos) {
		this.share = Math.round(options.budget() * TOKEN);
		this.capacity = options.saved() * TOKEN;
		this.nanos = nanos;
		this.balance = new AtomicLong(this.capacity);
		this.lastGift = new AtomicLong(nanos.getAsLong());
	}

	/**
	 * Pay in for a call that is sent the first time.
	 */
	public void pay() {
		long held = this.balance.get();
		// While all goes well the savings are full and calls share nothing but a read.
		while (held < this.capacity && !this.balance.compareAndSet(held, Math.min(this.capacity, held + this.share))) {
			held = this.balance.get();
		}
	}

	/**
	 * Take a token to send a call again that has failed.
	 * @return whether there was one
	 */
	public boolean tryRetry() {
		return take(TOKEN) || tryGift();
	}

	/**
	 * Take a token to send a call twice that has not failed; what is left is kept for
	 * those that have.
	 * @return whether there was one beyond half of the savings
	 */
	public boolean tryHedge() {
		return take(Math.max(TOKEN, this.capacity / 2));
	}

	/**
	 * Return how many calls could be sent again now.
	 * @return the tokens that are left, the one that is given away each second not among
	 * them
	 */
	public double left() {
		return (double) this.balance.get() / TOKEN;
	}

	private boolean take(long least) {
		long held = this.balance.get();
		while (held >= least) {
			if (this.balance.compareAndSet(held, held - TOKEN)) {
				return true;
			}
			held = this.balance.get();
		}
		return false;
	}

	private boolean tryGift() {
		long last = this.lastGift.get();
		long now = this.nanos.getAsLong();
		return this.capacity > 0 && now - last >= GIFT_NANOS && this.lastGift.compareAndSet(last, now);
	}

}
