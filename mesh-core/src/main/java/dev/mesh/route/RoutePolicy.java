package dev.mesh.route;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mesh.directory.Versions;
import dev.mesh.placement.document.Document;
import dev.mesh.placement.document.Value;
import org.jspecify.annotations.Nullable;

/**
 * The traffic policy of one service. Immutable.
 *
 * @param weights how many of a hundred calls go to which canonical version, newest first;
 * empty for all to the newest that has a ready instance
 * @param split what decides on which side of the weights a call falls
 * @param matches which requests are sent to a version whatever the weights; the first
 * that matches counts
 * @param pin whether a request that was once sent to a version of the service stays on it
 * in the calls made downstream
 * @param measure whether calls are counted even where they all go one way; else they are
 * counted where each has to be looked at
 * @param mirror what is repeated on another version, if anything is
 */
public record RoutePolicy(SortedMap<String, Integer> weights, Split split, List<HeaderMatch> matches, boolean pin,
		boolean measure, @Nullable MirrorPolicy mirror) {

	/**
	 * The longest text of a policy, in characters.
	 */
	public static final int MAX_LENGTH = 8000;

	/**
	 * All calls go to the newest version that has a ready instance.
	 */
	public static final RoutePolicy NEWEST = new RoutePolicy(new TreeMap<>(), Split.RANDOM, List.of(), false, false,
			null);

	private static final int WHOLE = 100;

	public RoutePolicy {
		SortedMap<String, Integer> canonical = new TreeMap<>(Versions.NEWEST_FIRST);
		weights.forEach((version, weight) -> put(canonical, version, weight));
		int sum = canonical.values().stream().mapToInt(Integer::intValue).sum();
		if (!canonical.isEmpty() && sum != WHOLE) {
			throw new IllegalArgumentException("the weights " + canonical + " add up to " + sum + ": use whole numbers "
					+ "that add up to " + WHOLE);
		}
		weights = Collections.unmodifiableSortedMap(canonical);
		matches = List.copyOf(matches);
	}

	private static void put(SortedMap<String, Integer> canonical, String version, int weight) {
		if (weight < 0 || weight > WHOLE) {
			throw new IllegalArgumentException(
					"the weight of version '" + version + "' is " + weight + ": use 0 to " + WHOLE);
		}
		if (weight > 0 && canonical.put(Versions.canonical(version), weight) != null) {
			throw new IllegalArgumentException("version '" + version + "' has two weights: use one");
		}
	}

	/**
	 * Send all calls to one version.
	 * @param version the version
	 * @return the policy
	 */
	public static RoutePolicy only(String version) {
		return NEWEST.withWeights(new TreeMap<>(Map.of(version, WHOLE)));
	}

	/**
	 * Read a policy from a document.
	 * @param section the mapping, with the keys that {@link #toString()} writes
	 * @return the policy
	 * @throws IllegalArgumentException if it is not understood; the message names the
	 * path, the value and the remedy
	 */
	public static RoutePolicy read(Value section) {
		return RoutePolicyReader.read(section);
	}

	/**
	 * Read what {@link #toString()} writes.
	 * @param text the text
	 * @return the policy
	 * @throws IllegalArgumentException if it is not understood
	 */
	public static RoutePolicy parse(String text) {
		return read(Document.parse("route", text, MAX_LENGTH));
	}

	/**
	 * Replace the weights.
	 * @param changed the new weights
	 * @return the changed policy
	 */
	public RoutePolicy withWeights(SortedMap<String, Integer> changed) {
		return new RoutePolicy(changed, this.split, this.matches, this.pin, this.measure, this.mirror);
	}

	/**
	 * Replace what is mirrored.
	 * @param changed what is, or {@code null} for nothing
	 * @return the changed policy
	 */
	public RoutePolicy withMirror(@Nullable MirrorPolicy changed) {
		return new RoutePolicy(this.weights, this.split, this.matches, this.pin, this.measure, changed);
	}

	/**
	 * Say whether calls are counted.
	 * @param changed whether they are even where they all go one way
	 * @return the changed policy
	 */
	public RoutePolicy withMeasure(boolean changed) {
		return new RoutePolicy(this.weights, this.split, this.matches, this.pin, changed, this.mirror);
	}

	/**
	 * Tell whether all calls go one way, so that none needs to be looked at.
	 * @return whether there is at most one version to choose
	 */
	public boolean isSteady() {
		return this.weights.size() <= 1 && this.matches.isEmpty() && !this.pin && !this.measure && this.mirror == null;
	}

	/**
	 * Return the versions that are named.
	 * @return the canonical versions
	 */
	public Set<String> versions() {
		SortedSet<String> named = new TreeSet<>(Versions.NEWEST_FIRST);
		named.addAll(this.weights.keySet());
		this.matches.forEach((match) -> named.add(match.version()));
		if (this.mirror != null) {
			named.add(this.mirror.version());
		}
		return named;
	}

	/**
	 * Return the canonical text on one line, as in
	 * <code>{weights: {2: 10, 1: 90}}</code>.
	 */
	@Override
	public String toString() {
		return RoutePolicyWriter.write(this);
	}

}
