package dev.mesh.placement;

import java.util.concurrent.CompletionStage;

/**
 * What operators can ask of placement, on any node: the request goes to the coordinator,
 * which decides. All of them are idempotent, so what failed without an answer may be
 * asked again. Stages fail with a {@link PlacementRequestException} and complete on
 * placement's thread: attach only what is short, or name an executor. Safe for use by any
 * thread.
 */
public interface Placements {

	/**
	 * Submit a topology in place of the one before. It is accepted as a whole, or refused
	 * as a whole if any service would miss more of its fewest instances than it does now.
	 * @param topology the text, YAML or JSON, as {@code Topology.parse} takes it
	 * @param dryRun whether to change nothing and only answer what would change
	 * @return what changes
	 */
	CompletionStage<Admission> submit(String topology, boolean dryRun);

	/**
	 * Place nothing more on a node; what it has stays.
	 * @param node the node's name
	 * @return what changes
	 */
	CompletionStage<Admission> cordon(String node);

	/**
	 * Place everything that is on a node elsewhere. What cannot be placed elsewhere stays
	 * until it can be. The node remains a member.
	 * @param node the node's name
	 * @return what changes, all at once or in stages
	 */
	CompletionStage<Admission> drain(String node);

	/**
	 * Let a node take instances again.
	 * @param node the node's name
	 * @return what changes
	 */
	CompletionStage<Admission> uncordon(String node);

}
