package dev.mesh.placement;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.topology.Topology;

/**
 * Turns what operators ask into requests to the coordinator.
 */
final class ForwardedPlacements implements Placements {

	private final BiFunction<PolicyChange, Boolean, CompletionStage<Admission>> forward;

	ForwardedPlacements(BiFunction<PolicyChange, Boolean, CompletionStage<Admission>> forward) {
		this.forward = forward;
	}

	@Override
	public CompletionStage<Admission> submit(String topology, boolean dryRun) {
		if (topology.length() > Topology.MAX_LENGTH) {
			return CompletableFuture.failedStage(new PlacementRequestException(Reason.TOO_LONG,
					"The topology has " + topology.length() + " characters. Use at most " + Topology.MAX_LENGTH + "."));
		}
		return this.forward.apply(new PolicyChange.Submit(topology), dryRun);
	}

	@Override
	public CompletionStage<Admission> cordon(String node) {
		return mode(node, Mode.CORDONED);
	}

	@Override
	public CompletionStage<Admission> drain(String node) {
		return mode(node, Mode.DRAINING);
	}

	@Override
	public CompletionStage<Admission> uncordon(String node) {
		return mode(node, Mode.OPEN);
	}

	private CompletionStage<Admission> mode(String node, Mode mode) {
		return this.forward.apply(new PolicyChange.SetMode(node, mode), false);
	}

}
