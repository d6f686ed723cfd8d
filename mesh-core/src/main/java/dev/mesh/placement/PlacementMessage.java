package dev.mesh.placement;

import dev.mesh.placement.traffic.NodeReport;

/**
 * What placements tell each other. The sender of each is known from the envelope.
 */
sealed interface PlacementMessage {

	/**
	 * The newest plan the sender knows. From the coordinator it is to be obeyed; to the
	 * coordinator it is what to start from.
	 *
	 * @param plan the plan
	 */
	record Newest(Plan plan) implements PlacementMessage {

	}

	/**
	 * Asks the coordinator for a change.
	 *
	 * @param id tells the requests of one node apart
	 * @param change what is asked
	 * @param dryRun whether to change nothing
	 */
	record Request(long id, PolicyChange change, boolean dryRun) implements PlacementMessage {

	}

	/**
	 * The coordinator's answer.
	 *
	 * @param id that of the request
	 * @param outcome what came of it
	 */
	record Reply(long id, Outcome outcome) implements PlacementMessage {

	}

	/**
	 * Asks for the newest plan.
	 */
	record Ask() implements PlacementMessage {

	}

	/**
	 * Which plan the coordinator has: who has an older one is to ask for it, who has
	 * another one is to tell.
	 *
	 * @param epoch the plan's epoch
	 * @param fingerprint tells plans of one epoch apart
	 */
	record Head(long epoch, int fingerprint) implements PlacementMessage {

	}

	/**
	 * What the sender measured, for the coordinator.
	 *
	 * @param report the report
	 */
	record Report(NodeReport report) implements PlacementMessage {

	}

}
