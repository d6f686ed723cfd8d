package dev.mesh.benchmarks.calls.load;

/**
 * How many calls there are at a time.
 *
 * @param width how many
 * @param async whether they are in flight without a thread each
 */
public record Load(int width, boolean async) {

	/**
	 * Return threads that each wait for their call.
	 * @param count how many
	 * @return the load
	 */
	public static Load threads(int count) {
		return new Load(count, false);
	}

	/**
	 * Return calls that one thread keeps in flight.
	 * @param count how many
	 * @return the load
	 */
	public static Load inFlight(int count) {
		return new Load(count, true);
	}

	/**
	 * Return the name in tables.
	 * @return the name
	 */
	public String title() {
		return "%,d %s".formatted(this.width, this.async ? "in flight" : (this.width == 1) ? "thread" : "threads");
	}

	String id() {
		return this.width + (this.async ? "a" : "t");
	}

	static Load of(String id) {
		int last = id.length() - 1;
		return new Load(Integer.parseInt(id, 0, last, 10), id.charAt(last) == 'a');
	}

}
