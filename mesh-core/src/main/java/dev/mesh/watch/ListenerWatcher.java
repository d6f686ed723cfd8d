package dev.mesh.watch;

import java.util.function.Consumer;

/**
 * Calls a listener.
 *
 * @param <T> the type of the value
 */
final class ListenerWatcher<T> extends Watcher<T> {

	private final Consumer<? super T> listener;

	ListenerWatcher(WatchedValue<T> source, Consumer<? super T> listener) {
		super(source);
		this.listener = listener;
	}

	@Override
	void proceed(boolean ended) {
		T value = takeNewer();
		if (value != null) {
			this.listener.accept(value);
		}
	}

	@Override
	public String toString() {
		return this.listener.toString();
	}

}
