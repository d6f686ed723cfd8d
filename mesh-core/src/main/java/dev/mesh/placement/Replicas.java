package dev.mesh.placement;

/**
 * How many instances of a service are wanted: {@code all}, one on every eligible node, or
 * a number.
 *
 * @param count the number, or {@link Integer#MAX_VALUE} for all
 */
public record Replicas(int count) {

	/**
	 * One instance on every eligible node.
	 */
	public static final Replicas ALL = new Replicas(Integer.MAX_VALUE);

	public Replicas {
		if (count < 1) {
			throw new IllegalArgumentException("replicas is " + count + ": use 'all' or a number from 1");
		}
	}

	/**
	 * Parse {@code all} or a number from 1.
	 * @param text the text
	 * @return the value
	 * @throws IllegalArgumentException if it is neither
	 */
	public static Replicas parse(String text) {
		if (text.equals("all")) {
			return ALL;
		}
		try {
			return new Replicas(Integer.parseInt(text.trim()));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("replicas is '" + text + "': use 'all' or a number from 1", ex);
		}
	}

	/**
	 * Return the text that {@link #parse(String)} takes.
	 */
	@Override
	public String toString() {
		return equals(ALL) ? "all" : Integer.toString(this.count);
	}

}
