package dev.mesh.control;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A daemon thread for loops whose tasks are short: it goes round those that are started,
 * and runs while there are any. Safe for use by any thread.
 */
public final class LoopThread {

	private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final String name;

	private final List<OwnerLoop> loops = new CopyOnWriteArrayList<>();

	private volatile @Nullable Thread thread;

	/**
	 * Make a thread.
	 * @param name its name
	 */
	public LoopThread(String name) {
		this.name = name;
	}

	synchronized void add(OwnerLoop loop) {
		this.loops.add(loop);
		Thread current = this.thread;
		if (current == null) {
			current = new Thread(this::run, this.name);
			current.setDaemon(true);
			this.thread = current;
			current.start();
		}
		LockSupport.unpark(current);
	}

	/**
	 * Look at the loops again; what was done before is seen then.
	 */
	void wake() {
		LockSupport.unpark(this.thread);
	}

	boolean isCurrent() {
		return Thread.currentThread() == this.thread;
	}

	private void run() {
		while (!isDone()) {
			boolean worked = false;
			long rest = REST_NANOS;
			for (OwnerLoop loop : this.loops) {
				worked |= loop.turn();
				rest = Math.min(rest, loop.untilTimer());
			}
			this.loops.removeIf(OwnerLoop::isEnded);
			if (!worked && rest > 0) {
				Thread.interrupted(); // or it would not rest: nobody ends it so
				LockSupport.parkNanos(this, rest);
			}
		}
	}

	private synchronized boolean isDone() {
		if (this.loops.isEmpty()) {
			this.thread = null;
			return true;
		}
		return false;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
