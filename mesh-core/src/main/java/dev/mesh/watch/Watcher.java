package dev.mesh.watch;

import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * One registration: a task that runs on one thread at a time, however often it is
 * signalled, and that looks up the latest value when it runs instead of being handed one.
 *
 * @param <T> the type of the value
 */
abstract class Watcher<T> implements Runnable, Subscription {

	private static final Logger logger = LoggerFactory.getLogger(WatchedValue.class);

	private final WatchedValue<T> source;

	private final AtomicInteger signals = new AtomicInteger();

	private WatchedValue.@Nullable Version<T> delivered;

	/** What a watcher loads is found where it was registered. */
	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private volatile boolean cancelled;

	private volatile boolean ended;

	Watcher(WatchedValue<T> source) {
		this.source = source;
	}

	/**
	 * Do what there is to do, now; called by one thread at a time.
	 * @param ended whether the source was closed
	 */
	abstract void proceed(boolean ended);

	final void signal() {
		if (this.signals.getAndIncrement() == 0) {
			Notifiers.execute(this);
		}
	}

	final void end() {
		this.ended = true;
		signal();
	}

	/**
	 * Run here, for a source that is closed: nobody else has or will get to know this.
	 */
	final void runOnce() {
		this.ended = true;
		this.signals.set(1);
		run();
	}

	@Override
	public final void run() {
		Thread thread = Thread.currentThread();
		@Nullable ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(this.loader);
		try {
			runSignals();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private void runSignals() {
		int seen = this.signals.get();
		do {
			if (!this.cancelled) {
				proceedSafely();
			}
			seen = this.signals.addAndGet(-seen);
		}
		while (seen > 0);
	}

	private void proceedSafely() {
		try {
			proceed(this.ended);
		}
		catch (RuntimeException | Error ex) {
			// A watcher is foreign code: what it throws must not cost others the thread.
			String state = this.cancelled ? "is cancelled" : "stays registered";
			logger.warn("Watcher {} failed and {}. Correct what it does with a value.", this, state, ex);
		}
	}

	/**
	 * Take the value if it was not delivered yet.
	 * @return the value or {@code null}
	 */
	final @Nullable T takeNewer() {
		WatchedValue.Version<T> current = this.source.current();
		if (current == this.delivered) {
			return null;
		}
		this.delivered = current;
		return current.value();
	}

	final boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public final void close() {
		this.cancelled = true;
		this.source.remove(this);
	}

}
