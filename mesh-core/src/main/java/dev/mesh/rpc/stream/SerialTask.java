package dev.mesh.rpc.stream;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Runs a task by one thread at a time, again if it was signalled meanwhile. It is queued
 * at most once, however often it is signalled, which bounds the queue by the number of
 * streams.
 */
final class SerialTask implements Runnable {

	private final StreamThreads threads;

	private final BooleanSupplier task;

	private final AtomicInteger signals = new AtomicInteger();

	/**
	 * Make it.
	 * @param threads run it
	 * @param task does some work and tells whether there is more
	 */
	SerialTask(StreamThreads threads, BooleanSupplier task) {
		this.threads = threads;
		this.task = task;
	}

	void signal() {
		if (this.signals.getAndIncrement() == 0) {
			submit();
		}
	}

	private void submit() {
		try {
			this.threads.execute(this);
		}
		catch (RejectedExecutionException ex) {
			// The node has stopped: nobody but us is left to tell the subscriber.
			run();
		}
	}

	@Override
	public void run() {
		int seen = this.signals.get();
		while (true) {
			if (this.task.getAsBoolean()) {
				// The others have their turn; the signals stay, so nobody else submits.
				submit();
				return;
			}
			seen = this.signals.addAndGet(-seen);
			if (seen == 0) {
				return;
			}
		}
	}

}
