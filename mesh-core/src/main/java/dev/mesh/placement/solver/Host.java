package dev.mesh.placement.solver;

import dev.mesh.cluster.Node;

/**
 * A node as a place for instances.
 *
 * @param node the node
 * @param mode whether it takes and keeps instances
 * @param base the measured load that none of its instances accounts for, in units of
 * capacity; 0 if not measured
 */
public record Host(Node node, Mode mode, double base) {

	/**
	 * Whether a node takes and keeps instances.
	 */
	public enum Mode {

		/** Takes and keeps. */
		OPEN,

		/** Keeps what it has and takes nothing more. */
		CORDONED,

		/** Is to be left by all. */
		DRAINING

	}

}
