package dev.mesh.benchmarks.calls.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.mesh.benchmarks.calls.work.OrderDesk;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that call, wait, and call again; one of them beside the others, and not
 * counted, if that is asked for.
 */
final class ThreadDriver implements Driver {

	@Override
	public Taken run(Cell cell, OrderDesk desk, long nanos) throws InterruptedException {
		boolean beside = cell.load().besideLarge();
		Gates gates = new Gates(cell.load().width() + (beside ? 1 : 0));
		List<Caller> callers = new ArrayList<>();
		for (int i = 0; i < cell.load().width(); i++) {
			callers.add(start(cell.work(), desk, nanos, gates));
		}
		List<Caller> others = beside ? List.of(start(Work.ECHO_1M, desk, nanos, gates)) : List.of();
		gates.ready.await();
		UsageMeter meter = new UsageMeter();
		meter.mark();
		long start = System.nanoTime();
		gates.go.countDown();
		gates.done.await();
		long took = System.nanoTime() - start;
		Usage used = meter.used();
		gates.leave.countDown();
		Histogram all = Driver.histogram();
		long failures = 0;
		for (Caller caller : callers) {
			caller.thread.join();
			all.add(caller.latencies);
			failures += caller.failures;
		}
		for (Caller other : others) {
			other.thread.join();
			failures += other.failures;
		}
		return new Taken(took, all, failures, used);
	}

	private static Caller start(Work work, OrderDesk desk, long nanos, Gates gates) {
		Caller caller = new Caller(work, desk, nanos, gates);
		caller.thread.start();
		return caller;
	}

	/**
	 * Start and end of all together. Threads stay until they have been looked at.
	 */
	private static final class Gates {

		private final CountDownLatch ready;

		private final CountDownLatch go = new CountDownLatch(1);

		private final CountDownLatch done;

		private final CountDownLatch leave = new CountDownLatch(1);

		private Gates(int threads) {
			this.ready = new CountDownLatch(threads);
			this.done = new CountDownLatch(threads);
		}

	}

	/**
	 * One thread. What it counts is read after it has ended.
	 */
	private static final class Caller implements Runnable {

		private static final Logger logger = LoggerFactory.getLogger(Caller.class);

		private final Work work;

		private final OrderDesk desk;

		private final long nanos;

		private final Gates gates;

		private final Thread thread = new Thread(this, "mesh-bench-caller");

		private final Histogram latencies = Driver.histogram();

		private long failures;

		private Caller(Work work, OrderDesk desk, long nanos, Gates gates) {
			this.work = work;
			this.desk = desk;
			this.nanos = nanos;
			this.gates = gates;
		}

		@Override
		public void run() {
			try {
				this.gates.ready.countDown();
				this.gates.go.await();
				callForAWhile();
				this.gates.done.countDown();
				this.gates.leave.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("nobody interrupts a caller, and yet it was", ex);
			}
		}

		private void callForAWhile() {
			long start = System.nanoTime();
			long before = start;
			while (before - start < this.nanos) {
				boolean done = call();
				long after = System.nanoTime();
				if (done) {
					this.latencies.recordValue(after - before);
				}
				before = after;
			}
		}

		private boolean call() {
			try {
				if (this.work.call(this.desk)) {
					return true;
				}
				this.failures++;
			}
			catch (RuntimeException ex) {
				if (this.failures++ == 0) {
					logger.warn("The first failure of '{}':", this.work.title(), ex);
				}
			}
			return false;
		}

	}

}
