package dev.mesh.placement.explain;

import java.util.List;

/**
 * What the death of any one node or zone would mean (N-1). Immutable.
 *
 * @param losses one for each node that could be lost while others stay, then one for each
 * such zone, both by name
 */
public record LossReport(List<Loss> losses) {

	public LossReport {
		losses = List.copyOf(losses);
	}

	/**
	 * Return what could not be lost without harm.
	 * @return the losses after which something would be missing that is not now, or a
	 * node be over its capacity
	 */
	public List<Loss> harmful() {
		return this.losses.stream().filter(Loss::isHarmful).toList();
	}

}
