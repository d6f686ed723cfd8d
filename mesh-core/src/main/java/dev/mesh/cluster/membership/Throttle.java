package dev.mesh.cluster.membership;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets something happen once per key and interval. Remembers a bounded number of keys.
 *
 * @param <K> the type of the key
 */
final class Throttle<K> {

	private static final int MAX_KEYS = 1024;

	private final long intervalNanos;

	private final Map<K, Long> last = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
			return size() > MAX_KEYS;
		}

	};

	Throttle(long intervalNanos) {
		this.intervalNanos = intervalNanos;
	}

	boolean permits(K key, long now) {
		Long previous = this.last.get(key);
		if (previous != null && now - previous < this.intervalNanos) {
			return false;
		}
		this.last.put(key, now);
		return true;
	}

}
