package dev.mesh.route.compare;

/**
 * Where two responses differ.
 *
 * @param path the field, as in {@code lines[2].price}; {@value #WHOLE} for the response
 * itself
 * @param expected the beginning of what the first has there
 * @param actual the beginning of what the second has there
 */
public record Difference(String path, String expected, String actual) {

	/**
	 * The response itself.
	 */
	public static final String WHOLE = "(response)";

	/**
	 * How one of them ended, where the other ended in another way.
	 */
	public static final String OUTCOME = "(outcome)";

}
