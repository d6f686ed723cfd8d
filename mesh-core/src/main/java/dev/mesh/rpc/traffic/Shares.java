package dev.mesh.rpc.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.rpc.traffic.Callers.Found;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of calls divides among its callers, by its samples. Old samples fade.
 * Samples are added by any thread, the rest is for one thread at a time.
 */
final class Shares {

	/** Beyond these, samples of further callers are dropped. */
	private static final int MAX_CALLERS = 64;

	private static final double FORGOTTEN = 0.01;

	private final Map<Found, Share> shares = new ConcurrentHashMap<>();

	@Nullable Share sampled(Found caller) {
		Share share = this.shares.get(caller);
		if (share == null) {
			if (this.shares.size() >= MAX_CALLERS) {
				return null;
			}
			share = this.shares.computeIfAbsent(caller, (key) -> new Share());
		}
		share.sampled();
		return share;
	}

	void fold() {
		this.shares.values().forEach(Share::fold);
		this.shares.values().removeIf((share) -> share.weight() < FORGOTTEN);
	}

	double weight() {
		return this.shares.values().stream().mapToDouble(Share::weight).sum();
	}

	Map<Found, Share> byCaller() {
		return this.shares;
	}

}
