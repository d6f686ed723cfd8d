package dev.mesh.watch;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The write side of a {@link Watched} value. Safe for use by any thread, watchers
 * included; neither reading nor writing ever waits for a watcher.
 *
 * @param <T> the type of the immutable value
 */
public final class WatchedValue<T> implements Watched<T>, AutoCloseable {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Set<Watcher<T>> watchers = ConcurrentHashMap.newKeySet();

	private volatile Version<T> current;

	private boolean closed;

	/**
	 * Make a value.
	 * @param initial the first value
	 */
	public WatchedValue(T initial) {
		this.current = new Version<>(initial);
	}

	@Override
	public T get() {
		return this.current.value();
	}

	Version<T> current() {
		return this.current;
	}

	/**
	 * Replace the value. Setting the very object that is current changes nothing.
	 * @param value the new value
	 */
	public void set(T value) {
		update((old) -> value);
	}

	/**
	 * Replace the value by one made from it, as one step.
	 * @param change makes the new value; called under a lock, so it must be short; if it
	 * returns the value itself nothing changes
	 * @return the new value
	 */
	public T update(UnaryOperator<T> change) {
		T value;
		this.lock.lock();
		try {
			T old = this.current.value();
			value = Objects.requireNonNull(change.apply(old), "value");
			if (value == old) {
				return value;
			}
			this.current = new Version<>(value);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.watchers.forEach(Watcher::signal);
		return value;
	}

	@Override
	public Subscription watch(Consumer<? super T> listener) {
		return add(new ListenerWatcher<>(this, Objects.requireNonNull(listener, "listener")));
	}

	@Override
	public Flow.Publisher<T> publisher() {
		return (subscriber) -> add(new FlowWatcher<>(this, Objects.requireNonNull(subscriber, "subscriber")));
	}

	private <W extends Watcher<T>> W add(W watcher) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.watchers.add(watcher);
				watcher.signal();
				return watcher;
			}
		}
		finally {
			this.lock.unlock();
		}
		watcher.runOnce();
		return watcher;
	}

	void remove(Watcher<T> watcher) {
		this.watchers.remove(watcher);
	}

	@Override
	public T await(Predicate<? super T> condition, Duration timeout) throws TimeoutException, InterruptedException {
		long deadline = System.nanoTime() + nanos(timeout);
		Version<T> seen = this.current;
		while (!condition.test(seen.value())) {
			Version<T> next = awaitNewer(seen, deadline);
			if (next == seen) {
				throw new TimeoutException("no value satisfied the condition within " + timeout + "; the last was "
						+ seen.value() + ". Allow more time, or find out what holds the change up.");
			}
			seen = next;
		}
		return seen.value();
	}

	private Version<T> awaitNewer(Version<T> seen, long deadline) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = deadline - System.nanoTime();
			while (this.current == seen && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static long nanos(Duration timeout) {
		// Half the range of nanoTime, so that deadlines still compare by difference.
		long most = Long.MAX_VALUE / 2;
		return (timeout.compareTo(Duration.ofNanos(most)) < 0) ? timeout.toNanos() : most;
	}

	/**
	 * End all subscriptions: listeners get the last value if they have not had it,
	 * subscribers are completed. The value can still be read, set and awaited. Closing a
	 * closed value does nothing.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.watchers.forEach(Watcher::end);
			this.watchers.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One setting of the value. Compared by identity: the same value may be set twice.
	 */
	static final class Version<T> {

		private final T value;

		Version(T value) {
			this.value = value;
		}

		T value() {
			return this.value;
		}

	}

}
