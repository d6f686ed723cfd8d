package dev.mesh.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Policy.Scale;
import dev.mesh.placement.spec.Replicas;

/**
 * Decides how many instances an elastic service is to have, from what it was measured to
 * need. More come as soon as the need is a tenth beyond what the present ones are to
 * take, all at once; they go one at a time, and only when the others would still be a
 * fifth below. A change waits for a time after the one before, which the scale carries
 * from coordinator to coordinator. Owned by one thread; the time is an argument, so the
 * same series of measurements has the same outcome.
 */
final class Scaler {

	private static final double UP = 1.1;

	private static final double DOWN = 0.8;

	private final ScalingOptions options;

	/** Bounded by the elastic services there are. */
	private final Map<ServiceId, Average> averages = new HashMap<>();

	Scaler(ScalingOptions options) {
		this.options = options;
	}

	/**
	 * Take measurements.
	 * @param scales the present scales
	 * @param needs what the elastic services need now, each of them once
	 * @param now the time, in milliseconds of the epoch
	 * @return the scales from here on
	 */
	Map<ServiceId, Scale> next(Map<ServiceId, Scale> scales, List<Need> needs, long now) {
		this.averages.keySet().retainAll(needs.stream().map(Need::service).toList());
		Map<ServiceId, Scale> next = new HashMap<>();
		for (Need need : needs) {
			Scale present = scales.getOrDefault(need.service(), Scale.NONE);
			double instances = smooth(need, present, now);
			Scale scale = scale(present, need.replicas(), instances, now);
			if (!scale.equals(present) || scales.containsKey(need.service())) {
				next.put(need.service(), scale);
			}
		}
		return next;
	}

	private double smooth(Need need, Scale present, long now) {
		double instances = Math.max(need.inFlight() / this.options.inFlight(), need.cpu() / this.options.cpu());
		Average before = this.averages.get(need.service());
		// One measurement is no trend: who has just begun takes the present scale for
		// right.
		double value = present.within(need.replicas()).byLoad();
		if (before != null) {
			double elapsed = Math.max(0, now - before.at());
			double kept = Math.exp(-elapsed / Math.max(1, this.options.window().toMillis()));
			value = before.value() * kept + instances * (1 - kept);
		}
		this.averages.put(need.service(), new Average(value, now));
		return value;
	}

	private Scale scale(Scale present, Replicas replicas, double instances, long now) {
		int target = present.within(replicas).byLoad();
		// A clock that was set back must not hold a scale for ever.
		long elapsed = Math.abs(now - present.since());
		int wanted = target;
		if (instances > target * UP && elapsed >= this.options.upAfter().toMillis()) {
			wanted = (int) Math.min(replicas.max(), Math.ceil(instances));
		}
		else if (instances < (target - 1) * DOWN && elapsed >= this.options.downAfter().toMillis()) {
			wanted = Math.max(replicas.min(), target - 1);
		}
		int before = (present.byLoad() > 0) ? present.byLoad() : target;
		return (wanted != before) ? new Scale(wanted, present.byTraffic(), now) : present;
	}

	/**
	 * What an elastic service was measured to need.
	 *
	 * @param service the service
	 * @param replicas within which bounds
	 * @param inFlight the calls in flight, all instances together
	 * @param cpu the shares of processors taken, all nodes together
	 */
	record Need(ServiceId service, Replicas replicas, double inFlight, double cpu) {

	}

	private record Average(double value, long at) {

	}

}
