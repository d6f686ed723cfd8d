package dev.mesh.spring.autoconfigure;

import dev.mesh.placement.PlacementOptions;
import dev.mesh.placement.ScalingOptions;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Weights;
import dev.mesh.spring.MeshConfigurationException;

/**
 * Turns {@code mesh.placement} into what the node takes.
 */
final class PlacementSettings {

	private PlacementSettings() {
	}

	static PlacementOptions of(MeshProperties.Placement placement) {
		MeshProperties.PlacementWeights weights = placement.weights();
		MeshProperties.Scaling scaling = placement.scaling();
		try {
			return new PlacementOptions(PlacementOptions.DEFAULTS.gatherTimeout(),
					PlacementOptions.DEFAULTS.headInterval(), placement.requestTimeout(), placement.firstBackOff(),
					placement.longestBackOff(), placement.maxMoves(),
					new Weights(weights.bias(), weights.zones(), weights.load(), weights.traffic(), weights.moving()),
					new ScalingOptions(scaling.inFlight(), scaling.cpu(), scaling.window(), scaling.upAfter(),
							scaling.downAfter()),
					new OptimizeOptions(placement.optimize(), placement.reportInterval(), placement.optimizeInterval(),
							placement.optimizeMoves(), placement.optimizeInstanceCost()));
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException(
					"A setting under 'mesh.placement' is refused: " + ex.getMessage() + ".",
					"Correct it there, on all nodes.", ex);
		}
	}

}
