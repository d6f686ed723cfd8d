package dev.mesh.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of a service by zone, zones and those within each in random order.
 *
 * @param <C> the kind of candidate
 */
final class Replicas<C extends Candidate> {

	private final Map<Place, Zone<C>> zones = new LinkedHashMap<>();

	private final @Nullable Place own;

	Replicas(List<C> all, Predicate<? super C> live, @Nullable Node caller) {
		this.own = (caller != null) ? Place.of(caller) : null;
		List<C> shuffled = new ArrayList<>(all);
		Collections.shuffle(shuffled, ThreadLocalRandom.current());
		for (C replica : shuffled) {
			this.zones.computeIfAbsent(Place.of(replica.node()), Zone::new).add(replica, live);
		}
	}

	/**
	 * Beyond the own zone where that has enough; what fails there may fail as a whole.
	 */
	ReplicaChoice<C> others(int required) {
		List<Zone<C>> beyond = this.zones.values().stream().filter((zone) -> !zone.place.equals(this.own)).toList();
		return spread((live(beyond) >= required) ? beyond : List.copyOf(this.zones.values()), required);
	}

	ReplicaChoice<C> majority() {
		List<Zone<C>> all = List.copyOf(this.zones.values());
		int total = all.stream().mapToInt((zone) -> zone.total).sum();
		int own = all.stream().mapToInt((zone) -> zone.own).sum();
		return spread(all, total / 2 + 1 - own);
	}

	ReplicaChoice<C> majorityOfOwnZone() {
		Zone<C> zone = (this.own != null) ? this.zones.get(this.own) : null;
		if (zone == null) {
			return new ReplicaChoice<>(List.of(), 0, 1, (this.own != null) ? this.own.zone() : null);
		}
		return zone.majority();
	}

	ReplicaChoice<C> majorityOfEachZone() {
		List<C> chosen = new ArrayList<>();
		for (Zone<C> zone : this.zones.values()) {
			ReplicaChoice<C> majority = zone.majority();
			if (!majority.isEnough()) {
				return majority;
			}
			chosen.addAll(majority.chosen());
		}
		return this.zones.isEmpty() ? new ReplicaChoice<>(List.of(), 0, 1, null)
				: new ReplicaChoice<>(chosen, live(List.copyOf(this.zones.values())), chosen.size(), null);
	}

	ReplicaChoice<C> all() {
		List<Zone<C>> all = List.copyOf(this.zones.values());
		return spread(all, all.stream().mapToInt((zone) -> zone.total - zone.own).sum());
	}

	/** One of each zone before a second of any. */
	private ReplicaChoice<C> spread(List<Zone<C>> among, int required) {
		int live = live(among);
		List<C> chosen = new ArrayList<>();
		for (int round = 0; chosen.size() < required && live >= required; round++) {
			for (Zone<C> zone : among) {
				if (round < zone.live.size() && chosen.size() < required) {
					chosen.add(zone.live.get(round));
				}
			}
		}
		return new ReplicaChoice<>(chosen, live, Math.max(0, required), null);
	}

	private int live(List<Zone<C>> among) {
		return among.stream().mapToInt((zone) -> zone.live.size()).sum();
	}

	/**
	 * The replicas of one zone.
	 *
	 * @param <C> the kind of candidate
	 */
	private static final class Zone<C extends Candidate> {

		private final Place place;

		private final List<C> live = new ArrayList<>();

		private int own;

		private int total;

		private Zone(Place place) {
			this.place = place;
		}

		private void add(C replica, Predicate<? super C> isLive) {
			this.total++;
			if (replica.local()) {
				this.own++;
			}
			else if (isLive.test(replica)) {
				this.live.add(replica);
			}
		}

		private ReplicaChoice<C> majority() {
			int required = this.total / 2 + 1 - this.own;
			boolean enough = this.live.size() >= required;
			return new ReplicaChoice<>(enough ? this.live.subList(0, required) : List.of(), this.live.size(), required,
					this.place.zone());
		}

	}

}
