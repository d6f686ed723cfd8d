package dev.mesh.rpc.call;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

import dev.mesh.directory.Versions;
import dev.mesh.route.HeaderMatch;
import dev.mesh.route.MirrorPolicy;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.contract.KeyParameter;
import dev.mesh.selector.EvenWalk;
import dev.mesh.selector.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one service that calls can go to, as of one directory snapshot and one
 * policy. They do not change; where the next call falls that nothing else decides is all
 * that moves on, and any thread may ask.
 */
final class Lanes {

	private static final int WHOLE = 100;

	private static final KeyHash TEXT = KeyHash.forType(String.class);

	private final String service;

	private final SortedMap<String, RouteTable> ready;

	private final RouteTable none;

	private final RoutePolicy policy;

	private final boolean stated;

	private final @Nullable ServiceMeasure measure;

	private final long salt;

	private final EvenWalk walk = new EvenWalk();

	/** Where all calls go, {@code null} where each has to be looked at. */
	private final @Nullable Lane steady;

	/**
	 * Make lanes.
	 * @param service the service's name
	 * @param ready where each version has ready instances; versions without are left out
	 * @param none the table of a version that has none
	 * @param policy the policy, or {@code null} if none is stated
	 * @param measure where calls are counted, if they are
	 */
	Lanes(String service, SortedMap<String, RouteTable> ready, RouteTable none, @Nullable RoutePolicy policy,
			@Nullable ServiceMeasure measure) {
		this.service = service;
		SortedMap<String, RouteTable> ordered = new TreeMap<>(Versions.NEWEST_FIRST);
		ordered.putAll(ready);
		this.ready = Collections.unmodifiableSortedMap(ordered);
		this.none = none;
		this.policy = (policy != null) ? policy : RoutePolicy.NEWEST;
		this.stated = policy != null;
		this.measure = this.policy.isSteady() ? null : measure;
		// Who is among the first for one service is not so for all of them.
		this.salt = TEXT.of(service);
		this.steady = this.policy.isSteady() ? weighted(0) : null;
	}

	/**
	 * Return the lanes of a service before the directory was looked at.
	 * @param service the service's name
	 * @return the lanes
	 */
	static Lanes unknown(String service) {
		return new Lanes(service, new TreeMap<>(), RouteTable.unknown(service), null, null);
	}

	/**
	 * Return what tells these from earlier lanes.
	 */
	long revision() {
		return this.none.version();
	}

	RouteTable none() {
		return this.none;
	}

	Map<String, RouteTable> ready() {
		return this.ready;
	}

	/**
	 * Return the policy, if one is stated.
	 */
	@Nullable RoutePolicy stated() {
		return this.stated ? this.policy : null;
	}

	/**
	 * Return where all calls go.
	 * @return the lane, or {@code null} where each call has to be looked at
	 */
	@Nullable Lane steady() {
		return this.steady;
	}

	/**
	 * Return the lane of a version, whether or not it is ready.
	 * @param version the canonical version
	 * @return the lane
	 */
	Lane of(String version) {
		boolean named = this.stated || this.ready.size() > 1;
		return new Lane(version, this.ready.getOrDefault(version, this.none), named, this.policy.pin(),
				(this.measure != null) ? this.measure.version(version) : null);
	}

	/**
	 * Return the lane of calls that are repeated on a version.
	 * @param version the canonical version
	 * @return the lane
	 */
	Lane shadow(String version) {
		Lane lane = of(version);
		return new Lane(version, lane.table(), true, lane.pinned(),
				(this.measure != null) ? this.measure.shadow() : null);
	}

	boolean isReady(String version) {
		return this.ready.containsKey(version);
	}

	/**
	 * Choose the version of a call.
	 * @param key the method's key, if it has one
	 * @param arguments the call's arguments
	 * @param baggage what the request carries
	 * @return the lane; its table is empty where the policy names no version that is
	 * ready
	 */
	Lane choose(@Nullable KeyParameter key, @Nullable Object[] arguments, Baggage baggage) {
		if (this.steady != null) {
			return this.steady;
		}
		String pinned = this.policy.pin() ? baggage.pinned(this.service) : null;
		if (pinned != null && isReady(pinned)) {
			return of(pinned);
		}
		for (HeaderMatch match : this.policy.matches()) {
			if (match.matches(baggage.get(match.header())) && isReady(match.version())) {
				return of(match.version());
			}
		}
		return weighted(place(key, arguments, baggage));
	}

	/** Where a call lies on the circle of the weights, an unsigned fraction of 2^64. */
	private long place(@Nullable KeyParameter key, @Nullable Object[] arguments, Baggage baggage) {
		return switch (this.policy.split().by()) {
			case RANDOM -> this.walk.next();
			case KEY -> (key != null) ? place(key.hash(arguments)) : this.walk.next();
			case HEADER -> {
				String value = baggage.get(this.policy.split().header());
				yield (value != null) ? place(TEXT.of(value)) : this.walk.next();
			}
		};
	}

	private long place(long keyHash) {
		return KeyHash.ofLong(keyHash ^ this.salt);
	}

	/**
	 * The newest version has the first places, so that those who are on it stay there
	 * while its weight grows. Only the calls of a version that is not ready are drawn
	 * again.
	 */
	private Lane weighted(long place) {
		if (this.policy.weights().isEmpty()) {
			return newest();
		}
		String drawn = at(point(place, WHOLE), false);
		if (isReady(drawn)) {
			return of(drawn);
		}
		int left = this.policy.weights()
			.entrySet()
			.stream()
			.filter((entry) -> isReady(entry.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
		return of((left > 0) ? at(point(KeyHash.ofLong(place), left), true) : drawn);
	}

	private static int point(long place, int points) {
		return (int) (((place >>> Integer.SIZE) * points) >>> Integer.SIZE);
	}

	private String at(int point, boolean onlyReady) {
		int passed = 0;
		for (Map.Entry<String, Integer> entry : this.policy.weights().entrySet()) {
			if (!onlyReady || isReady(entry.getKey())) {
				passed += entry.getValue();
				if (point < passed) {
					return entry.getKey();
				}
			}
		}
		throw new IllegalStateException("place " + point + " is beyond the weights " + this.policy.weights());
	}

	/** The shadow is not meant to answer. */
	private Lane newest() {
		MirrorPolicy mirror = this.policy.mirror();
		for (String version : this.ready.keySet()) {
			if (mirror == null || !version.equals(mirror.version())) {
				return of(version);
			}
		}
		return new Lane(null, this.none, false, false, null);
	}

	/**
	 * Decide whether a call is repeated.
	 * @param lane where the call goes
	 * @return how, or {@code null} if it is not
	 */
	@Nullable MirrorPolicy mirrorOf(Lane lane) {
		MirrorPolicy mirror = this.policy.mirror();
		if (mirror == null || mirror.version().equals(lane.version()) || !isReady(mirror.version())) {
			return null;
		}
		boolean drawn = mirror.share() == WHOLE || ThreadLocalRandom.current().nextInt(WHOLE) < mirror.share();
		return drawn ? mirror : null;
	}

	@Nullable ServiceMeasure measure() {
		return this.measure;
	}

}
