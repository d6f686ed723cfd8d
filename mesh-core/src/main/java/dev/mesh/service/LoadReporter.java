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

	private double processorShare() {
		// The JDK's own bean knows the process's share; another vendor's may not.
		return (this.system instanceof com.sun.management.OperatingSystemMXBean jdk)
				? Math.max(0, jdk.getProcessCpuLoad()) : 0;
	}

}
