package dev.mesh.placement;

import java.util.Comparator;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.explain.Explainer;
import dev.mesh.placement.explain.Explanation;
import dev.mesh.placement.explain.LossReport;
import dev.mesh.placement.explain.LossSearch;
import dev.mesh.placement.solver.Problem;

import org.jspecify.annotations.Nullable;

/**
 * The world at one moment as one node sees it, and the plan in force there, to be asked
 * why. Questions are answered on the calling thread and take some time in a large
 * cluster. Immutable.
 *
 * @param problem the world; what is current in it is what is to be live now
 * @param plan the plan
 */
public record Situation(Problem problem, Plan plan) {

	/**
	 * Find a service.
	 * @param name the name, or {@code name@version}; of several versions the name alone
	 * means the last
	 * @return the service, or {@code null} if no live node offers it
	 */
	public @Nullable ServiceId find(String name) {
		return this.problem.services()
			.stream()
			.map((wanted) -> wanted.spec().service())
			.filter((service) -> service.name().equals(name) || service.toString().equals(name))
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/**
	 * Explain why the instances of a service are to be where the plan leads, and why not
	 * elsewhere.
	 * @param service the service, one that {@link #find(String)} finds
	 * @return the explanation
	 * @throws IllegalArgumentException if no live node offers the service
	 */
	public Explanation explain(ServiceId service) {
		Explanation explanation = new Explainer().explain(this.problem, this.plan.goal(), service);
		Policy.Scale scale = scale(service);
		return (scale == null) ? explanation : explanation
			.saying("An elastic service: %d by load, %d by traffic.".formatted(scale.byLoad(), scale.byTraffic()));
	}

	/**
	 * Return how many instances of an elastic service are wanted, and for what.
	 * @param service the service
	 * @return the numbers, by load no fewer than the fewest; {@code null} if it is not
	 * elastic, or no live node offers it
	 */
	public Policy.@Nullable Scale scale(ServiceId service) {
		return this.problem.services()
			.stream()
			.map((wanted) -> wanted.spec())
			.filter((spec) -> spec.service().equals(service) && spec.replicas().isElastic())
			.map((spec) -> this.plan.policy().scales().getOrDefault(service, Policy.Scale.NONE).within(spec.replicas()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Report what the death of any one node or zone would mean once the plan is carried
	 * out.
	 * @return the report
	 */
	public LossReport losses() {
		return new LossSearch().report(this.problem, this.plan.goal());
	}

}
