package dev.mesh.placement.advice;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;

/**
 * Which services have had more instances than pay for a while. Bounded by the elastic
 * services there are.
 */
final class Idle {

	/** As many looks in a row find an instance idle before it is given back. */
	static final int LOOKS = 4;

	private final Map<ServiceId, Streak> streaks = new HashMap<>();

	/**
	 * Take what a look found.
	 * @param present what is there
	 * @param needed how many instances pay
	 */
	void observe(Map<ServiceId, Integer> present, Map<ServiceId, Integer> needed) {
		this.streaks.keySet().retainAll(needed.keySet());
		needed.forEach((service, count) -> {
			if (count >= present.getOrDefault(service, 0)) {
				this.streaks.remove(service);
			}
			else {
				this.streaks.compute(service, (key, known) -> (known == null) ? new Streak(1, count)
						: new Streak(known.looks() + 1, Math.max(known.needed(), count)));
			}
		});
	}

	/**
	 * Return what is to be given back.
	 * @return the services, with the most that was needed meanwhile
	 */
	Map<ServiceId, Integer> released() {
		Map<ServiceId, Integer> released = new TreeMap<>();
		this.streaks.forEach((service, streak) -> {
			if (streak.looks() >= LOOKS) {
				released.put(service, streak.needed());
			}
		});
		return released;
	}

	boolean isEmpty() {
		return this.streaks.isEmpty();
	}

	void forget() {
		this.streaks.clear();
	}

	private record Streak(int looks, int needed) {

	}

}
