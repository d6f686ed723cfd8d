package dev.mesh.benchmarks.calls.process;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;

import dev.mesh.benchmarks.calls.load.Taken;
import dev.mesh.benchmarks.calls.load.Usage;
import org.HdrHistogram.Histogram;

/**
 * Figures as one line of text, with the whole histogram.
 */
final class TakenText {

	private TakenText() {
	}

	static String write(Taken taken) {
		ByteBuffer bytes = ByteBuffer.allocate(taken.latencies().getNeededByteBufferCapacity());
		int length = taken.latencies().encodeIntoCompressedByteBuffer(bytes);
		String histogram = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
		return "%d %d %d %d %s".formatted(taken.nanos(), taken.failures(), taken.used().cpuNanos(),
				taken.used().allocatedBytes(), histogram);
	}

	static Taken read(String text) {
		String[] words = text.split(" ", 5);
		try {
			Histogram latencies = Histogram
				.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(words[4])), 0);
			return new Taken(Long.parseLong(words[0]), latencies, Long.parseLong(words[1]),
					new Usage(Long.parseLong(words[2]), Long.parseLong(words[3])));
		}
		catch (DataFormatException | RuntimeException ex) {
			throw new IllegalStateException("'" + text + "' is not what a client answers. See its log.", ex);
		}
	}

}
