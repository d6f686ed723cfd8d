package dev.mesh.route;

/**
 * What decides on which side of the weights a call falls.
 *
 * @param by the kind
 * @param header the name of the baggage entry for {@link By#HEADER}, else empty
 */
public record Split(By by, String header) {

	/**
	 * Each call by chance.
	 */
	public static final Split RANDOM = new Split(By.RANDOM, "");

	/**
	 * By the call's {@code @MeshKey}: equal keys stay on one side. Methods without a key
	 * are split by chance.
	 */
	public static final Split KEY = new Split(By.KEY, "");

	/** What is to be written. */
	static final String REMEDY = "random, key or header:<name>";

	private static final String HEADER = "header:";

	/**
	 * Split by a baggage entry: equal values stay on one side. Calls without it are split
	 * by chance.
	 * @param name the name of the entry
	 * @return the split
	 */
	public static Split header(String name) {
		return new Split(By.HEADER, name);
	}

	/**
	 * Read what {@link #toString()} writes.
	 * @param text the text
	 * @return the split
	 * @throws IllegalArgumentException if it is none
	 */
	public static Split parse(String text) {
		if (text.equals("random")) {
			return RANDOM;
		}
		if (text.equals("key")) {
			return KEY;
		}
		if (text.startsWith(HEADER) && text.length() > HEADER.length()) {
			return header(text.substring(HEADER.length()));
		}
		throw new IllegalArgumentException("'" + text + "' is no way to split calls: use " + REMEDY);
	}

	@Override
	public String toString() {
		return switch (this.by) {
			case RANDOM -> "random";
			case KEY -> "key";
			case HEADER -> HEADER + this.header;
		};
	}

	/**
	 * Kinds of splits.
	 */
	public enum By {

		/** By chance. */
		RANDOM,

		/** By the key of the call. */
		KEY,

		/** By a baggage entry. */
		HEADER

	}

}
