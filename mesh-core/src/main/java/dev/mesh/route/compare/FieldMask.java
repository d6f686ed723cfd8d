package dev.mesh.route.compare;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names fields of a response that may differ, with everything below them: the path of
 * record components from the response on, as in {@code total} or {@code lines[*].id}. In
 * place of a name or an index a {@code *} stands for any one.
 */
public final class FieldMask {

	private static final int MAX_LENGTH = 200;

	private static final Pattern FORM = Pattern
		.compile("(\\*|[\\w$]+|\\[(\\*|[^\\[\\]]+)])(\\.(\\*|[\\w$]+)|\\[(\\*|[^\\[\\]]+)])*");

	private static final Pattern STEP = Pattern.compile("\\*|[\\w$]+|\\[(\\*|[^\\[\\]]+)]");

	private final String text;

	private final Pattern pattern;

	private FieldMask(String text, Pattern pattern) {
		this.text = text;
		this.pattern = pattern;
	}

	/**
	 * Read a mask.
	 * @param text the text
	 * @return the mask
	 * @throws IllegalArgumentException if it is no path
	 */
	public static FieldMask of(String text) {
		if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
			throw new IllegalArgumentException(
					"'" + text + "' is no path of a field: use names and indexes, as in lines[*].id");
		}
		Stream<String> steps = STEP.matcher(text).results().map((step) -> step(step.group()));
		return new FieldMask(text, Pattern.compile(steps.collect(Collectors.joining()) + "(\\..*|\\[.*)?"));
	}

	private static String step(String step) {
		if (step.equals("[*]")) {
			return "\\[[^\\]]*]";
		}
		if (step.equals("*")) {
			return "\\.[\\w$]+";
		}
		return Pattern.quote(step.startsWith("[") ? step : "." + step);
	}

	/**
	 * Tell whether a field is masked.
	 * @param path its path as a {@link Comparison} makes it, each name led by a dot
	 * @return whether it may differ
	 */
	boolean covers(String path) {
		return this.pattern.matcher(path).matches();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FieldMask mask && mask.text.equals(this.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * Return the text that {@link #of(String)} takes.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
