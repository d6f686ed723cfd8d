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

	private final boolean byTraffic;

	/**
	 * Follow the load.
	 * @param options when to
	 * @param worldView the world
	 * @param course leads to what is wanted
	 * @param byTraffic whether instances may also be wanted for the sake of callers; what
	 * another coordinator wanted for them is given up if not
	 */
	Elasticity(ScalingOptions options, WorldView worldView, Course course, boolean byTraffic) {
		this.scaler = new Scaler(options);
		this.byTraffic = byTraffic;
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
		Policy policy = this.byTraffic ? current.policy() : current.policy().withTraffic(Map.of());
		Policy next = policy.withScales(this.scaler.next(policy.scales(), needs(directory, policy), now));
		if (next.equals(current.policy())) {
			return current;
		}
		Plan scaled = current.under(next);
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
