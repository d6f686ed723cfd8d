package dev.mesh.rpc.call;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is left on the heap after a full collection, as {@code jcmd GC.class_histogram}
 * sees it.
 */
final class LiveObjects {

	/** Rank, instances, bytes, class. */
	private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

	private final Map<String, Long> counts = new HashMap<>();

	private long bytes;

	private LiveObjects() {
	}

	/**
	 * Collect and count.
	 * @return what is left
	 */
	static LiveObjects count() {
		LiveObjects live = new LiveObjects();
		histogram().lines().map(LINE::matcher).filter(Matcher::matches).forEach(live::add);
		return live;
	}

	private static String histogram() {
		try {
			return (String) ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
						new Object[] { null }, new String[] { String[].class.getName() });
		}
		catch (JMException ex) {
			throw new IllegalStateException("this virtual machine does not tell what is on its heap", ex);
		}
	}

	private void add(Matcher line) {
		this.counts.put(line.group(3), Long.parseLong(line.group(1)));
		this.bytes += Long.parseLong(line.group(2));
	}

	/**
	 * Return the bytes of all objects.
	 */
	long bytes() {
		return this.bytes;
	}

	/**
	 * Return the classes that have more objects than at another time.
	 * @param before what was left then
	 * @param allowed how many more may be
	 * @param prefixes how the names of the classes begin that count
	 * @return how many more there are, by class
	 */
	Map<String, Long> grown(LiveObjects before, long allowed, String... prefixes) {
		Map<String, Long> grown = new TreeMap<>();
		this.counts.forEach((name, count) -> {
			long more = count - before.counts.getOrDefault(name, 0L);
			if (more > allowed && Stream.of(prefixes).anyMatch(name::startsWith)) {
				grown.put(name, more);
			}
		});
		return grown;
	}

}
