package dev.mesh.rpc.codec;

/**
 * Turns values into bytes and back. Made once per node from the contracts it knows. Safe
 * for use by any thread.
 */
public interface Codec {

	/**
	 * Return what this node can write, for its peers.
	 * @return the table
	 */
	TypeTable types();

	/**
	 * Return the writer.
	 * @return the writer
	 */
	PayloadWriter writer();

	/**
	 * Return a reader for what a peer writes; cached per table.
	 * @param writersTypes the peer's table; names this node does not know are kept as
	 * gaps that fail only when they are met
	 * @return the reader
	 */
	PayloadReader reader(TypeTable writersTypes);

	/**
	 * Load and prepare what the first use would otherwise wait for. May take a second:
	 * call it off the start-up path. Values can be written and read meanwhile.
	 */
	void warmUp();

}
