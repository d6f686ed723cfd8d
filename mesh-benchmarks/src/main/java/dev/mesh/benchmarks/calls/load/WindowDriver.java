package dev.mesh.benchmarks.calls.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.benchmarks.calls.work.OrderDesk;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that keeps a number of calls in flight. When the window is full it waits
 * until an eighth of it is free: who has hundreds in flight does not wake up for each.
 */
final class WindowDriver implements Driver {

	private static final Logger logger = LoggerFactory.getLogger(WindowDriver.class);

	private static final int PARTS = 8;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

	@Override
	public Taken run(Cell cell, OrderDesk desk, long nanos) throws InterruptedException {
		Run run = new Run(cell, desk);
		UsageMeter meter = new UsageMeter();
		meter.mark();
		long start = System.nanoTime();
		while (System.nanoTime() - start < nanos) {
			run.next();
		}
		run.awaitAll();
		return new Taken(System.nanoTime() - start, run.latencies, run.failures.get(), meter.used());
	}

	/**
	 * One run.
	 */
	private static final class Run {

		private final Work work;

		private final OrderDesk desk;

		private final int width;

		private final Window window = new Window();

		private final Histogram latencies = Driver.sharedHistogram();

		private final AtomicLong failures = new AtomicLong();

		private long started;

		/** The count of completed calls as last seen. */
		private long completed;

		private Run(Cell cell, OrderDesk desk) {
			this.work = cell.work();
			this.desk = desk;
			this.width = cell.load().width();
		}

		private void next() throws InterruptedException {
			if (this.started - this.completed >= this.width) {
				this.completed = this.window.completed();
			}
			if (this.started - this.completed >= this.width) {
				int part = Math.max(1, this.width / PARTS);
				this.completed = await(this.started - this.width + part);
			}
			this.started++;
			start();
		}

		private void awaitAll() throws InterruptedException {
			await(this.started);
		}

		private long await(long count) throws InterruptedException {
			long there = this.window.await(count, PATIENCE_NANOS);
			if (there < count) {
				throw new IllegalStateException(
						"%d calls of '%s' have not ended within %d s. See the logs of the contestant.".formatted(
								this.started - there, this.work.title(),
								TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)));
			}
			return there;
		}

		@SuppressWarnings("FutureReturnValueIgnored") // it ends in end()
		private void start() {
			long before = System.nanoTime();
			CompletableFuture<Boolean> call;
			try {
				call = this.work.callAsync(this.desk);
			}
			catch (RuntimeException ex) {
				end(before, false, ex);
				return;
			}
			call.whenComplete((done, failure) -> end(before, failure == null && done, failure));
		}

		private void end(long before, boolean done, @Nullable Throwable failure) {
			if (done) {
				this.latencies.recordValue(System.nanoTime() - before);
			}
			else if (this.failures.getAndIncrement() == 0) {
				logger.warn("The first failure of '{}':", this.work.title(), failure);
			}
			this.window.complete();
		}

	}

}
