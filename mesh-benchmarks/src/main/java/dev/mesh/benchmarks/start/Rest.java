package dev.mesh.benchmarks.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an application keeps while nothing happens.
 *
 * @param residentKib its memory that is in the machine's, in KiB, after collection
 * @param threads its live threads, without those of the virtual machine's own
 */
record Rest(long residentKib, int threads) {

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final String RESIDENT = "VmRSS:";

	/**
	 * Look at this process. What was garbage at the start is not what it keeps, so that
	 * is collected first.
	 */
	static Rest now() {
		System.gc();
		System.gc(); // what was cleaned up by the first leaves garbage too
		try {
			return new Rest(residentKib(Files.readAllLines(STATUS)),
					ManagementFactory.getThreadMXBean().getThreadCount());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("'" + STATUS + "' cannot be read. Measure on Linux.", ex);
		}
	}

	static long residentKib(List<String> status) {
		for (String line : status) {
			if (line.startsWith(RESIDENT)) {
				return Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip());
			}
		}
		throw new IllegalArgumentException("there is no '" + RESIDENT + "' in " + status);
	}

	String text() {
		return this.residentKib + " " + this.threads;
	}

	static Rest parse(String text) {
		String[] words = text.split(" ", 2);
		return new Rest(Long.parseLong(words[0]), Integer.parseInt(words[1]));
	}

}
