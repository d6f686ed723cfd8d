package dev.mesh.placement;

import java.util.List;
import java.util.Map;

import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Wanted;

/**
 * Follows the load with the targets of elastic services. Owned by placement's thread.
 */
final class Elasticity {

	private final Scaler scaler;

	private final WorldView worldView;

	private final Course course;

	Elasticity(ScalingOptions options, WorldView worldView, Course course) {
		this.scaler = new Scaler(options);
		this.worldView = worldView;
		this.course = course;
	}

	/**
	 * Take measurements.
	 * @param directory what the nodes measured
	 * @param current the plan in force
	 * @param now the time, in milliseconds of the epoch
	 * @return the plan that follows, the present one if no target changes
	 */
	Plan next(DirectorySnapshot directory, Plan current, long now) {
		Map<ServiceId, Policy.Scale> present = current.policy().scales();
		Map<ServiceId, Policy.Scale> scales = this.scaler.next(present, needs(directory, current.policy()), now);
		if (scales.equals(present)) {
			return current;
		}
		Plan scaled = current.under(current.policy().withScales(scales));
		return this.course.next(scaled, this.worldView.of(directory, scaled.policy())).after(current);
	}

	private List<Scaler.Need> needs(DirectorySnapshot directory, Policy policy) {
		Measurements measured = Measurements.of(directory);
		return this.worldView.of(directory, policy)
			.services()
			.stream()
			.map(Wanted::spec)
			.filter((spec) -> spec.replicas().isElastic())
			.map((spec) -> new Scaler.Need(spec.service(), spec.replicas(), measured.inFlight(spec.service()),
					measured.cpu(spec.service())))
			.toList();
	}

}
