package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;

import dev.mesh.placement.Policy;
import dev.mesh.placement.explain.Contradiction;
import dev.mesh.placement.explain.Explanation;
import dev.mesh.placement.explain.Remedy;
import dev.mesh.placement.explain.Standing;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solution.Cost;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@code /actuator/mesh/placement/{service}} answers.
 *
 * @param service the name
 * @param version the version
 * @param epoch the epoch of the plan that is explained
 * @param fewest the fewest instances that it must have
 * @param wanted how many it should have
 * @param scale for what they are wanted, {@code null} if the service is not elastic
 * @param placed how many it has
 * @param sentence how it stands, in words
 * @param nodes how it stands to each node
 * @param conflict what keeps it below its fewest, {@code null} if nothing does
 * @param remedies what would have to change for it to have its fewest
 */
public record ExplanationDescriptor(String service, String version, long epoch, int fewest, int wanted,
		@Nullable WantedDescriptor scale, int placed, String sentence, List<StandingDescriptor> nodes,
		@Nullable ConflictDescriptor conflict, List<Remedy> remedies) implements OperationResponseBody {

	static ExplanationDescriptor of(long epoch, Explanation explanation, Policy.@Nullable Scale scale) {
		Contradiction conflict = explanation.conflict();
		return new ExplanationDescriptor(explanation.service().name(), explanation.service().version(), epoch,
				explanation.fewest(), explanation.wanted(),
				(scale != null) ? new WantedDescriptor(scale.byLoad(), scale.byTraffic()) : null, explanation.placed(),
				explanation.sentence(), explanation.nodes().stream().map(StandingDescriptor::of).toList(),
				(conflict != null) ? ConflictDescriptor.of(conflict) : null, explanation.remedies());
	}

	/**
	 * How many instances of an elastic service are wanted; the greater number holds.
	 *
	 * @param byLoad for its load, no fewer than its fewest
	 * @param byTraffic next to its callers, 0 if that is no reason
	 */
	public record WantedDescriptor(int byLoad, int byTraffic) {

	}

	/**
	 * How the service stands to one node.
	 *
	 * @param node the name of the node
	 * @param verdict whether it is there, could be there, or is ruled out
	 * @param count how many instances are there
	 * @param rule the first rule that rules the node out, else {@code null}
	 * @param instead the node whose instance would move there for the least, {@code null}
	 * if it would be one more
	 * @param cost what an instance costs there, or by how much the cost would grow;
	 * {@code null} if it is ruled out
	 * @param sentence the same in words
	 */
	public record StandingDescriptor(String node, Verdict verdict, int count, @Nullable Rule rule,
			@Nullable String instead, @Nullable CostDescriptor cost, String sentence) {

		static StandingDescriptor of(Standing standing) {
			if (standing instanceof Standing.Placed placed) {
				return new StandingDescriptor(placed.node(), Verdict.PLACED, placed.count(), null, null,
						CostDescriptor.of(placed.cost()), placed.sentence());
			}
			if (standing instanceof Standing.Possible possible) {
				return new StandingDescriptor(possible.node(), Verdict.POSSIBLE, 0, null,
						possible.instead().isEmpty() ? null : possible.instead(),
						CostDescriptor.of(possible.difference()), possible.sentence());
			}
			Standing.RuledOut ruledOut = (Standing.RuledOut) standing;
			return new StandingDescriptor(ruledOut.node(), Verdict.RULED_OUT, 0, ruledOut.rule(), null, null,
					ruledOut.sentence());
		}

	}

	/**
	 * Whether a node has the service.
	 */
	public enum Verdict {

		/**
		 * It is there.
		 */
		PLACED,

		/**
		 * It could be there, and is elsewhere for less.
		 */
		POSSIBLE,

		/**
		 * A rule keeps it off.
		 */
		RULED_OUT

	}

	/**
	 * The score by term, each already multiplied by its weight: the lower, the better.
	 *
	 * @param total the sum
	 * @param bias wishes not fulfilled
	 * @param zones uneven zones
	 * @param load full nodes
	 * @param traffic calls over distance
	 * @param moving instances taken from where they run
	 */
	public record CostDescriptor(double total, double bias, double zones, double load, double traffic, double moving) {

		static CostDescriptor of(Cost cost) {
			return new CostDescriptor(rounded(cost.total()), rounded(cost.bias()), rounded(cost.zones()),
					rounded(cost.load()), rounded(cost.traffic()), rounded(cost.moving()));
		}

		/** Costs are exact to six decimals; what their sums show beyond that is noise. */
		static double rounded(double cost) {
			return Math.round(cost * 1e6) / 1e6;
		}

	}

}
