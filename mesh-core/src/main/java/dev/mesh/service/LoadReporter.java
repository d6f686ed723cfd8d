package dev.mesh.service;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.mesh.directory.Load;
import dev.mesh.directory.ServiceId;

/**
 * Says once a second how busy this node is.
 */
final class LoadReporter {

	private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();

	private final IntSupplier inFlight;

	private final Supplier<Map<ServiceId, Integer>> busy;

	private final Consumer<Load> publisher;

	private final ScheduledFuture<?> task;

	private long usedBefore = usedNanos();

	private long reportedAt = System.nanoTime();

	LoadReporter(IntSupplier inFlight, Supplier<Map<ServiceId, Integer>> busy, Consumer<Load> publisher,
			ScheduledThreadPoolExecutor timer) {
		this.inFlight = inFlight;
		this.busy = busy;
		this.publisher = publisher;
		this.task = timer.scheduleWithFixedDelay(this::report, 1, 1, TimeUnit.SECONDS);
	}

	void stop() {
		this.task.cancel(false);
	}

	private void report() {
		this.publisher.accept(new Load(processorShare(), this.inFlight.getAsInt(), this.busy.get()));
	}

	/** Since the last report; the JDK's own figure of the share reads many files. */
	private double processorShare() {
		long now = System.nanoTime();
		long used = usedNanos();
		double share = (used - this.usedBefore) / (double) (now - this.reportedAt)
				/ this.system.getAvailableProcessors();
		this.usedBefore = used;
		this.reportedAt = now;
		return Math.min(1, Math.max(0, share));
	}

	// The JDK's own bean knows what the process used; another vendor's may not.
	private long usedNanos() {
		return (this.system instanceof com.sun.management.OperatingSystemMXBean jdk) ? jdk.getProcessCpuTime() : 0;
	}

}
