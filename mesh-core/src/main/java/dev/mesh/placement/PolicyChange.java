package dev.mesh.placement;

import dev.mesh.placement.solver.Host.Mode;

/**
 * What an operator asks to be changed.
 */
sealed interface PolicyChange {

	/**
	 * A topology in place of the one before.
	 *
	 * @param topology its text
	 */
	record Submit(String topology) implements PolicyChange {

	}

	/**
	 * Another mode for a node.
	 *
	 * @param node the node's name
	 * @param mode the mode
	 */
	record SetMode(String node, Mode mode) implements PolicyChange {

	}

}
