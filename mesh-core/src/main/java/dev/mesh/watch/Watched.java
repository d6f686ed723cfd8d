package dev.mesh.watch;

import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A value that is replaced as a whole. Safe for use by any thread.
 *
 * @param <T> the type of the immutable value
 */
public interface Watched<T> {

	/**
	 * Return the current value; never blocks.
	 * @return the value
	 */
	T get();

	/**
	 * Call the listener with the current value and then with each newer one, on the
	 * notifier thread. Values may be skipped, never reordered. What the listener throws
	 * is logged and does not end the subscription.
	 * @param listener the listener
	 * @return the registration
	 */
	Subscription watch(Consumer<? super T> listener);

	/**
	 * Return the same as a publisher. A subscriber without demand skips to the latest
	 * value, so memory stays bounded whatever it does.
	 * @return the publisher
	 */
	Flow.Publisher<T> publisher();

	/**
	 * Wait until the value satisfies the condition.
	 * @param condition the condition
	 * @param timeout the longest to wait
	 * @return the first value seen to satisfy it
	 * @throws TimeoutException if none did in time; its message holds the last value
	 * @throws InterruptedException if the thread was interrupted
	 */
	T await(Predicate<? super T> condition, Duration timeout) throws TimeoutException, InterruptedException;

}
