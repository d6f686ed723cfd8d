package dev.mesh.placement.explain;

import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solution.Cost;

/**
 * How a service stands to one node. Immutable.
 */
public sealed interface Standing {

	/**
	 * Return the node.
	 * @return the name
	 */
	String node();

	/**
	 * Return the standing in words.
	 * @return one sentence
	 */
	String sentence();

	/**
	 * The node has the service.
	 *
	 * @param node the node's name
	 * @param count how many instances
	 * @param cost what one of them costs there, each term already multiplied by its
	 * weight; below 0 where it saves something
	 * @param sentence the same in words
	 */
	record Placed(String node, int count, Cost cost, String sentence) implements Standing {

	}

	/**
	 * A rule keeps the service off the node.
	 *
	 * @param node the node's name
	 * @param rule the first rule that does, in the order of {@link Rule}; of a service
	 * that has all its instances, whichever of them would move there
	 * @param sentence the reason in words
	 */
	record RuledOut(String node, Rule rule, String sentence) implements Standing {

	}

	/**
	 * The node could have the service.
	 *
	 * @param node the node's name
	 * @param instead the name of the node whose instance would move for the least, empty
	 * if it would be one more
	 * @param difference by how much the cost would grow, each term already multiplied by
	 * its weight
	 * @param sentence the same in words
	 */
	record Possible(String node, String instead, Cost difference, String sentence) implements Standing {

	}

}
