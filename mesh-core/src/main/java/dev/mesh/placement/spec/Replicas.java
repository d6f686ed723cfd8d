package dev.mesh.placement.spec;

import dev.mesh.placement.document.Value;

/**
 * How many instances of a service are wanted: {@code all}, one on every eligible node
 * with room; a number; or a range within which the load decides.
 *
 * @param min the fewest: what is missing below it is pending; at most {@value #MAX_COUNT}
 * @param max the most, at most {@value #MAX_COUNT}; {@link Integer#MAX_VALUE} for
 * {@code all}
 */
public record Replicas(int min, int max) {

	/**
	 * The greatest number that can be asked for.
	 */
	public static final int MAX_COUNT = 10_000;

	/**
	 * One instance on every eligible node with room, and at least one.
	 */
	public static final Replicas ALL = new Replicas(1, Integer.MAX_VALUE);

	static final String REMEDY = "'all', a number from 1, or a range such as '2..5', up to " + MAX_COUNT;

	public Replicas {
		boolean all = min == 1 && max == Integer.MAX_VALUE;
		if (min < 1 || max < min || (max > MAX_COUNT && !all)) {
			throw new IllegalArgumentException("replicas is " + min + ".." + max + ": use " + REMEDY);
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
				return of(count(trimmed));
			}
			return new Replicas(count(trimmed.substring(0, dots)), count(trimmed.substring(dots + 2)));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("replicas is '" + Value.shown(text) + "': use " + REMEDY, ex);
		}
	}

	/**
	 * The number that stands for {@link #ALL} inside is none that can be written.
	 */
	private static int count(String text) {
		return Math.min(Integer.parseInt(text.trim()), MAX_COUNT + 1);
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
