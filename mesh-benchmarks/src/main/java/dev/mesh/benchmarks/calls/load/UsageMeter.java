package dev.mesh.benchmarks.calls.load;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * Measures what this JVM uses from a mark on. For one thread.
 *
 * <p>
 * Allocation is counted by thread, as Java 17 does: what threads that have ended since
 * the mark allocated is missing. Contestants keep their threads, and the callers of the
 * drivers live until the meter is read. On Java 25 virtual threads count with those that
 * carry them.
 */
public final class UsageMeter {

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Map<Long, Long> marked = Map.of();

	private long markedCpuNanos;

	/**
	 * Begin anew.
	 */
	public void mark() {
		this.marked = allocated();
		this.markedCpuNanos = this.system.getProcessCpuTime();
	}

	/**
	 * Return what was used since the mark.
	 * @return the usage
	 */
	public Usage used() {
		long cpuNanos = this.system.getProcessCpuTime() - this.markedCpuNanos;
		long bytes = 0;
		for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
			bytes += thread.getValue() - this.marked.getOrDefault(thread.getKey(), 0L);
		}
		return new Usage(cpuNanos, bytes);
	}

	private Map<Long, Long> allocated() {
		long[] ids = this.threads.getAllThreadIds();
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		Map<Long, Long> allocated = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			// -1 for one that ended in between
			allocated.put(ids[i], Math.max(0, bytes[i]));
		}
		return allocated;
	}

}
