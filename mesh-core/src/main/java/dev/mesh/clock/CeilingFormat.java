package dev.mesh.clock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The content of a ceiling file: one line of a title with the format's version, the stamp
 * and a checksum over both, in hexadecimal.
 */
final class CeilingFormat {

	private static final String TITLE = "mesh-clock-ceiling 1 ";

	private static final Pattern LINE = Pattern.compile("(" + TITLE + "([0-9a-f]{16})) ([0-9a-f]{8})\n");

	private CeilingFormat() {
	}

	static String format(long stamp) {
		String content = TITLE + "%016x".formatted(stamp);
		return content + " " + checksum(content) + "\n";
	}

	static long parse(Path file, String text) throws IOException {
		Matcher line = LINE.matcher(text);
		if (!line.matches() || !checksum(line.group(1)).equals(line.group(3))) {
			throw new IOException("the clock's ceiling file '" + file + "' is corrupt (" + text.length()
					+ " characters). Restore it, or delete it if the wall clock is right and was so before.");
		}
		return Long.parseUnsignedLong(line.group(2), 16);
	}

	private static String checksum(String content) {
		CRC32 checksum = new CRC32();
		checksum.update(content.getBytes(StandardCharsets.US_ASCII));
		return "%08x".formatted(checksum.getValue());
	}

}
