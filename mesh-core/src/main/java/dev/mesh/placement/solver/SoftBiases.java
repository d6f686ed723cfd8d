package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.List;

import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;

/**
 * Which services have to do with the tags that a PREFER or an AVOID is about.
 */
final class SoftBiases {

	/**
	 * What a service has to do with a tag.
	 *
	 * @param tag the tag's position
	 * @param bears whether the service bears it
	 * @param prefer what it costs an instance to be without another that bears it
	 * @param avoid what each other that bears it costs an instance
	 */
	record Touch(int tag, boolean bears, long prefer, long avoid) {

		private static Touch of(Tags.Relation relation, Weights weights) {
			Bias bias = relation.bias();
			long price = (bias != null) ? FixedPoint.price(weights.bias() * bias.weight()) : 0;
			boolean prefers = bias != null && bias.kind() == BiasKind.PREFER;
			return new Touch(relation.tag(), relation.bears(), prefers ? price : 0, prefers ? 0 : price);
		}

	}

	/** How many tags there are. */
	final int tags;

	/** By service: the tags it has to do with, ascending. */
	final Touch[][] touches;

	/** By tag: the services that bear it, ascending. */
	final int[][] bearers;

	/** By tag: the services that prefer it, ascending. */
	final int[][] preferring;

	SoftBiases(List<Wanted> services, Weights weights) {
		Tags tags = new Tags(services, (bias) -> bias.kind().isWish());
		this.tags = tags.count();
		this.touches = Arrays.stream(tags.relations)
			.map((relations) -> Arrays.stream(relations)
				.map((relation) -> Touch.of(relation, weights))
				.toArray(Touch[]::new))
			.toArray(Touch[][]::new);
		this.bearers = tags.bearers;
		this.preferring = tags
			.select((relation) -> relation.bias() != null && relation.bias().kind() == BiasKind.PREFER);
	}

	/** Returns what it costs an instance of a service to be without others with a tag. */
	long prefer(int service, int tag) {
		for (Touch touch : this.touches[service]) {
			if (touch.tag() == tag) {
				return touch.prefer();
			}
		}
		return 0;
	}

}
