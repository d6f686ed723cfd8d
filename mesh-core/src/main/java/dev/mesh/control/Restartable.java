package dev.mesh.control;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What exists between a start and a stop, made anew by each start. Safe for use by any
 * thread but those that it ends; one lock orders starts and stops, and to look at what
 * there is takes none.
 *
 * @param <R> what exists
 */
public final class Restartable<R extends Restartable.Running> {

	private final Supplier<R> maker;

	private volatile @Nullable R running;

	/**
	 * Make one that is stopped.
	 * @param maker makes and starts what is to exist
	 */
	public Restartable(Supplier<R> maker) {
		this.maker = maker;
	}

	/**
	 * Start; does nothing if started.
	 */
	public synchronized void start() {
		if (this.running == null) {
			this.running = this.maker.get();
		}
	}

	/**
	 * Stop; does nothing if stopped. Nobody finds what there was any more once its end
	 * has begun.
	 */
	public synchronized void stop() {
		R current = this.running;
		this.running = null;
		if (current != null) {
			current.close();
		}
	}

	/**
	 * Return what exists now.
	 * @return it, or {@code null} while stopped
	 */
	public @Nullable R current() {
		return this.running;
	}

	/**
	 * What can be ended.
	 */
	public interface Running {

		/**
		 * End it and wait for that.
		 */
		void close();

	}

}
