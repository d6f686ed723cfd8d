package dev.mesh.route;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The last write of each service wins. Merging is commutative, associative and
 * idempotent, so that nodes that have seen the same entries, in any order and however
 * often, hold the same map. What was removed is remembered for a day, so that a node that
 * was away does not bring it back. Confined to one thread.
 */
final class RouteMap {

	/** What people may have stated. */
	static final int MAX_SERVICES = 1024;

	/** What is taken from others: no map may grow without bound because a peer lies. */
	private static final int MAX_ENTRIES = 4 * MAX_SERVICES;

	private static final Duration TOMBSTONE_LIFE = Duration.ofDays(1);

	private final Map<String, RouteEntry> entries = new TreeMap<>();

	/**
	 * Merge an entry.
	 * @param entry the entry
	 * @return whether it is newer than what was known, and now holds
	 */
	boolean merge(RouteEntry entry) {
		RouteEntry known = this.entries.get(entry.service());
		if (!entry.isNewerThan(known) || (known == null && this.entries.size() >= MAX_ENTRIES)) {
			return false;
		}
		this.entries.put(entry.service(), entry);
		return true;
	}

	@Nullable RouteEntry get(String service) {
		return this.entries.get(service);
	}

	Collection<RouteEntry> entries() {
		return List.copyOf(this.entries.values());
	}

	boolean hasRoomFor(String service) {
		return this.entries.containsKey(service) || this.entries.size() < MAX_SERVICES;
	}

	/**
	 * Forget what was removed long ago.
	 * @param nowMillis the present time
	 */
	void purge(long nowMillis) {
		this.entries.values()
			.removeIf((entry) -> entry.isTombstone() && nowMillis - entry.millis() > TOMBSTONE_LIFE.toMillis());
	}

	/**
	 * Return 64 bits that are equal for equal maps.
	 */
	long digest() {
		long digest = 0;
		for (RouteEntry entry : this.entries.values()) {
			digest = digest * 31 + entry.digest();
		}
		return digest;
	}

	Map<String, Route> routes() {
		Map<String, Route> routes = new TreeMap<>();
		this.entries.values().forEach((entry) -> {
			Route route = entry.route();
			if (route != null) {
				routes.put(entry.service(), route);
			}
		});
		return routes;
	}

}
