package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

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

	}

	/** How many tags there are. */
	final int tags;

	/** By tag: its name. */
	final String[] tag;

	/** By service. */
	final Touch[][] touches;

	/** By tag: the services that bear it. */
	final int[][] bearers;

	/** By service: whether it has an ALWAYS, or an ALWAYS is about it. */
	final boolean[] bound;

	HardBiases(List<Wanted> services) {
		Map<String, Integer> index = new HashMap<>();
		this.tag = tags(services).toArray(String[]::new);
		for (String name : this.tag) {
			index.put(name, index.size());
		}
		this.tags = index.size();
		this.touches = new Touch[services.size()][];
		this.bound = new boolean[services.size()];
		List<List<Integer>> bearing = new ArrayList<>();
		boolean[] asked = new boolean[this.tags];
		index.forEach((tag, position) -> bearing.add(new ArrayList<>()));
		for (int service = 0; service < this.touches.length; service++) {
			Touch[] all = touches(services.get(service).spec(), index);
			this.touches[service] = all;
			for (Touch touch : all) {
				asked[touch.tag()] |= touch.always();
				this.bound[service] |= touch.always();
				if (touch.bears()) {
					bearing.get(touch.tag()).add(service);
				}
			}
		}
		this.bearers = bearing.stream()
			.map((list) -> list.stream().mapToInt(Integer::intValue).toArray())
			.toArray(int[][]::new);
		for (int each = 0; each < this.tags; each++) {
			for (int bearer : this.bearers[each]) {
				this.bound[bearer] |= asked[each];
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

	private static Set<String> tags(List<Wanted> services) {
		Set<String> tags = new TreeSet<>();
		for (Wanted wanted : services) {
			for (Bias bias : wanted.spec().biases()) {
				if (isHard(bias)) {
					tags.add(bias.tag());
				}
			}
		}
		return tags;
	}

	private static boolean isHard(Bias bias) {
		return bias.kind() == BiasKind.ALWAYS || bias.kind() == BiasKind.NEVER;
	}

	private static Touch[] touches(ServiceSpec spec, Map<String, Integer> index) {
		List<Touch> touches = new ArrayList<>();
		for (Bias bias : spec.biases()) {
			if (isHard(bias)) {
				touches.add(new Touch(index.getOrDefault(bias.tag(), -1), spec.bears(bias.tag()),
						bias.kind() == BiasKind.ALWAYS, bias.kind() == BiasKind.NEVER));
			}
		}
		Set<String> borne = new TreeSet<>(spec.tags());
		borne.add(spec.service().name());
		for (String tag : borne) {
			Integer position = index.get(tag);
			if (position != null && touches.stream().noneMatch((touch) -> touch.tag() == position)) {
				touches.add(new Touch(position, true, false, false));
			}
		}
		touches.sort((one, other) -> Integer.compare(one.tag(), other.tag()));
		return touches.toArray(Touch[]::new);
	}

}
