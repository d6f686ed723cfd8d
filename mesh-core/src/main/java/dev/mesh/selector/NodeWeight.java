package dev.mesh.selector;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * How much of the work a node is to get. All nodes read the same from the view, which is
 * what lets them agree on who owns a key.
 */
public final class NodeWeight {

	/**
	 * The label that stands for a weight other than the capacity.
	 */
	public static final String LABEL = "weight";

	private NodeWeight() {
	}

	/**
	 * Return the weight of a node.
	 * @param node the node
	 * @return its label {@code weight} if that is a positive number, else its capacity,
	 * else 1
	 */
	public static double of(Node node) {
		double labelled = parse(node.labels().get(LABEL));
		if (isWeight(labelled)) {
			return labelled;
		}
		return isWeight(node.capacity()) ? node.capacity() : 1;
	}

	private static double parse(@Nullable String text) {
		try {
			return (text != null) ? Double.parseDouble(text) : Double.NaN;
		}
		catch (NumberFormatException ex) {
			return Double.NaN; // labels are free text: what is no number is no weight
		}
	}

	private static boolean isWeight(double value) {
		return value > 0 && Double.isFinite(value);
	}

}
