package dev.mesh.placement.spec;

/**
 * How many instances of a service are wanted: {@code all}, one on every eligible node
 * with room; a number; or a range within which the load decides.
 *
 * @param min the fewest: what is missing below it is pending
 * @param max the most; {@link Integer#MAX_VALUE} for {@code all}
 */
public record Replicas(int min, int max) {

	/**
	 * One instance on every eligible node with room, and at least one.
	 */
	public static final Replicas ALL = new Replicas(1, Integer.MAX_VALUE);

	private static final String REMEDY = ": use 'all', a number from 1, or a range such as '2..5'";

	public Replicas {
		if (min < 1 || max < min) {
			throw new IllegalArgumentException("replicas is " + min + ".." + max + REMEDY);
		}
	}

	/**
	 * Exactly so many.
	 * @param count how many, from 1
	 * @return the value
	 */
	public static Replicas of(int count) {
		return new Replicas(count, count);
	}

	/**
	 * Parse {@code all}, a number from 1 or a range {@code min..max}.
	 * @param text the text
	 * @return the value
	 * @throws IllegalArgumentException if it is none of these
	 */
	public static Replicas parse(String text) {
		String trimmed = text.trim();
		if (trimmed.equals("all")) {
			return ALL;
		}
		int dots = trimmed.indexOf("..");
		try {
			if (dots < 0) {
				return of(Integer.parseInt(trimmed));
			}
			return new Replicas(Integer.parseInt(trimmed.substring(0, dots).trim()),
					Integer.parseInt(trimmed.substring(dots + 2).trim()));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("replicas is '" + text + "'" + REMEDY, ex);
		}
	}

	/**
	 * Tell whether every eligible node is wanted.
	 * @return whether this is {@link #ALL}
	 */
	public boolean isAll() {
		return this.max == Integer.MAX_VALUE;
	}

	/**
	 * Tell whether the load decides on the number.
	 * @return whether this is a range
	 */
	public boolean isElastic() {
		return !isAll() && this.min < this.max;
	}

	/**
	 * Return the text that {@link #parse(String)} takes.
	 */
	@Override
	public String toString() {
		if (isAll()) {
			return "all";
		}
		return isElastic() ? this.min + ".." + this.max : Integer.toString(this.min);
	}

}
