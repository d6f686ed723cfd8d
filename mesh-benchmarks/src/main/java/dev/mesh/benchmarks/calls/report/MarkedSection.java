package dev.mesh.benchmarks.calls.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The part of a document that is generated.
 *
 * @param begin the mark before it
 * @param end the mark behind it
 */
public record MarkedSection(String begin, String end) {

	/** How calls compare with what is wanted of them. */
	public static final MarkedSection GOALS = named("goals");

	/** The figures of calls. */
	public static final MarkedSection CALLS = named("calls");

	/** The figures of the parts of a call. */
	public static final MarkedSection PARTS = named("parts");

	/** What the starter adds to an application. */
	public static final MarkedSection START = named("start");

	/** The figures by the size of the cluster. */
	public static final MarkedSection SIZE = named("size");

	private static MarkedSection named(String name) {
		return new MarkedSection("<!-- " + name + ": begin, generated -->", "<!-- " + name + ": end -->");
	}

	/**
	 * Require that there is a place for the figures, before they are taken.
	 * @param document the document, or {@code null} if nothing is to be written
	 * @throws IOException if it cannot be read
	 * @throws IllegalStateException if it does not exist or the marks are missing
	 */
	public void requireIn(@Nullable Path document) throws IOException {
		if (document == null) {
			return;
		}
		if (!Files.isRegularFile(document)) {
			throw new IllegalStateException("'" + document + "' is no file. Name a document that exists.");
		}
		replace(Files.readString(document), "");
	}

	/**
	 * Replace what stands between the marks.
	 * @param document the document
	 * @param text what is to stand there
	 * @throws IOException if it cannot be read or written
	 * @throws IllegalStateException if the marks are missing
	 */
	public void write(Path document, String text) throws IOException {
		Files.writeString(document, replace(Files.readString(document), text));
	}

	String replace(String whole, String text) {
		int from = whole.indexOf(this.begin);
		int to = whole.indexOf(this.end);
		if (from < 0 || to < from) {
			throw new IllegalStateException("There is no place for the figures. Put '" + this.begin + "' and '"
					+ this.end + "' where they are to stand.");
		}
		return whole.substring(0, from) + this.begin + "\n\n" + text.strip() + "\n\n" + whole.substring(to);
	}

}
