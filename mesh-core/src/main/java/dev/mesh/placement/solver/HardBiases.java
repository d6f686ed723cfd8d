package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.List;

import dev.mesh.placement.spec.BiasKind;

/**
 * Which services have to do with the tags that an ALWAYS or a NEVER is about.
 */
final class HardBiases {

	/**
	 * What a service has to do with a tag.
	 *
	 * @param tag the tag's position
	 * @param bears whether the service bears it
	 * @param always whether it must be with another that bears it
	 * @param never whether it must not be
	 */
	record Touch(int tag, boolean bears, boolean always, boolean never) {

		private static Touch of(Tags.Relation relation) {
			BiasKind kind = (relation.bias() != null) ? relation.bias().kind() : BiasKind.NEUTRAL;
			return new Touch(relation.tag(), relation.bears(), kind == BiasKind.ALWAYS, kind == BiasKind.NEVER);
		}

	}

	/** How many tags there are. */
	final int tags;

	/** By service: the tags it has to do with, ascending. */
	final Touch[][] touches;

	/** By tag: the services that bear it, ascending. */
	final int[][] bearers;

	/** By service: whether it has an ALWAYS, or an ALWAYS is about it. */
	final boolean[] bound;

	HardBiases(List<Wanted> services) {
		Tags tags = new Tags(services, (bias) -> bias.kind() == BiasKind.ALWAYS || bias.kind() == BiasKind.NEVER);
		this.tags = tags.count();
		this.bearers = tags.bearers;
		this.touches = Arrays.stream(tags.relations)
			.map((relations) -> Arrays.stream(relations).map(Touch::of).toArray(Touch[]::new))
			.toArray(Touch[][]::new);
		this.bound = new boolean[services.size()];
		for (int service = 0; service < this.bound.length; service++) {
			for (Touch touch : this.touches[service]) {
				if (touch.always()) {
					this.bound[service] = true;
					for (int bearer : this.bearers[touch.tag()]) {
						this.bound[bearer] = true;
					}
				}
			}
		}
	}

	/**
	 * Tell whether a NEVER of either keeps two services apart.
	 */
	boolean exclude(int service, int other) {
		int at = 0;
		for (Touch touch : this.touches[service]) {
			while (at < this.touches[other].length && this.touches[other][at].tag() < touch.tag()) {
				at++;
			}
			if (at == this.touches[other].length) {
				return false;
			}
			Touch counterpart = this.touches[other][at];
			if (counterpart.tag() == touch.tag()
					&& ((touch.never() && counterpart.bears()) || (counterpart.never() && touch.bears()))) {
				return true;
			}
		}
		return false;
	}

	boolean bears(int service, int tag) {
		for (Touch touch : this.touches[service]) {
			if (touch.tag() == tag) {
				return touch.bears();
			}
		}
		return false;
	}

}
