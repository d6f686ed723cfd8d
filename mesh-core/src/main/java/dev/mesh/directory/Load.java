package dev.mesh.directory;

/**
 * How busy a node is.
 *
 * @param cpu the process's share of all processors, 0 to 1
 * @param inFlight calls being served
 */
public record Load(double cpu, int inFlight) {

	/**
	 * No load.
	 */
	public static final Load NONE = new Load(0, 0);

}
