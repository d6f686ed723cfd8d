package dev.mesh.benchmarks.calls.load;

/**
 * How many calls there are at a time.
 *
 * @param width how many
 * @param async whether they are in flight without a thread each
 * @param besideLarge whether one more thread, which is not measured, carries 1 MiB there
 * and back all the while
 */
public record Load(int width, boolean async, boolean besideLarge) {

	private static final String BESIDE_LARGE = "+1m";

	/**
	 * Return threads that each wait for their call.
	 * @param count how many
	 * @return the load
	 */
	public static Load threads(int count) {
		return new Load(count, false, false);
	}

	/**
	 * Return calls that one thread keeps in flight.
	 * @param count how many
	 * @return the load
	 */
	public static Load inFlight(int count) {
		return new Load(count, true, false);
	}

	/**
	 * Return the same beside large calls.
	 * @return the load
	 */
	public Load besideLargeCalls() {
		return new Load(this.width, this.async, true);
	}

	/**
	 * Return the name in tables.
	 * @return the name
	 */
	public String title() {
		return "%,d %s".formatted(this.width, this.async ? "in flight" : (this.width == 1) ? "thread" : "threads")
				+ (this.besideLarge ? " beside calls of 1 MiB" : "");
	}

	String id() {
		return this.width + (this.async ? "a" : "t") + (this.besideLarge ? BESIDE_LARGE : "");
	}

	static Load of(String id) {
		boolean beside = id.endsWith(BESIDE_LARGE);
		int last = id.length() - 1 - (beside ? BESIDE_LARGE.length() : 0);
		return new Load(Integer.parseInt(id, 0, last, 10), id.charAt(last) == 'a', beside);
	}

}
