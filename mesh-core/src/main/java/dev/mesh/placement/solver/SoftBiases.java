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

	}

	/** How many tags there are. */
	final int tags;

	/** By service. */
	final Touch[][] touches;

	/** By service: the services that prefer its company or whose company it prefers. */
	final int[][] friends;

	/** By service: the most that others' wishes for its company can save on one host. */
	final long[] mostGain;

	SoftBiases(List<Wanted> services, Weights weights) {
		Map<String, Integer> index = new HashMap<>();
		for (String tag : tags(services)) {
			index.put(tag, index.size());
		}
		this.tags = index.size();
		this.touches = services.stream()
			.map((wanted) -> touches(wanted.spec(), index, weights))
			.toArray(Touch[][]::new);
		this.friends = friends();
		this.mostGain = mostGain(services);
	}

	private long[] mostGain(List<Wanted> services) {
		long[] preferring = new long[this.tags];
		for (int service = 0; service < this.touches.length; service++) {
			ServiceSpec spec = services.get(service).spec();
			long together = Math.min(spec.replicas().max(), spec.maxPerNode());
			for (Touch touch : this.touches[service]) {
				preferring[touch.tag()] += together * touch.prefer();
			}
		}
		long[] gain = new long[this.touches.length];
		for (int service = 0; service < gain.length; service++) {
			for (Touch touch : this.touches[service]) {
				gain[service] += touch.bears() ? preferring[touch.tag()] : 0;
			}
		}
		return gain;
	}

	private static Set<String> tags(List<Wanted> services) {
		Set<String> tags = new TreeSet<>();
		for (Wanted wanted : services) {
			for (Bias bias : wanted.spec().biases()) {
				if (isSoft(bias)) {
					tags.add(bias.tag());
				}
			}
		}
		return tags;
	}

	private static boolean isSoft(Bias bias) {
		return bias.kind() == BiasKind.PREFER || bias.kind() == BiasKind.AVOID;
	}

	private static Touch[] touches(ServiceSpec spec, Map<String, Integer> index, Weights weights) {
		List<Touch> touches = new ArrayList<>();
		for (Bias bias : spec.biases()) {
			if (isSoft(bias)) {
				long price = FixedPoint.price(weights.bias() * bias.weight());
				boolean prefers = bias.kind() == BiasKind.PREFER;
				touches.add(new Touch(index.getOrDefault(bias.tag(), -1), spec.bears(bias.tag()), prefers ? price : 0,
						prefers ? 0 : price));
			}
		}
		Set<String> borne = new TreeSet<>(spec.tags());
		borne.add(spec.service().name());
		for (String tag : borne) {
			Integer position = index.get(tag);
			if (position != null && touches.stream().noneMatch((touch) -> touch.tag() == position)) {
				touches.add(new Touch(position, true, 0, 0));
			}
		}
		touches.sort((one, other) -> Integer.compare(one.tag(), other.tag()));
		return touches.toArray(Touch[]::new);
	}

	private int[][] friends() {
		List<List<Integer>> preferring = new ArrayList<>();
		List<List<Integer>> bearing = new ArrayList<>();
		for (int tag = 0; tag < this.tags; tag++) {
			preferring.add(new ArrayList<>());
			bearing.add(new ArrayList<>());
		}
		for (int service = 0; service < this.touches.length; service++) {
			for (Touch touch : this.touches[service]) {
				if (touch.prefer() > 0) {
					preferring.get(touch.tag()).add(service);
				}
				if (touch.bears()) {
					bearing.get(touch.tag()).add(service);
				}
			}
		}
		int[][] friends = new int[this.touches.length][];
		for (int service = 0; service < friends.length; service++) {
			TreeSet<Integer> all = new TreeSet<>();
			for (Touch touch : this.touches[service]) {
				if (touch.prefer() > 0) {
					all.addAll(bearing.get(touch.tag()));
				}
				if (touch.bears()) {
					all.addAll(preferring.get(touch.tag()));
				}
			}
			all.remove(service);
			friends[service] = all.stream().mapToInt(Integer::intValue).toArray();
		}
		return friends;
	}

}
