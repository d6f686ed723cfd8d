package dev.mesh.rpc;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A few words about the request that the current thread works for. They travel with its
 * calls, as far as the names are allowed, so that a route can tell requests apart.
 * Immutable and bounded.
 */
public final class Baggage {

	/**
	 * No words.
	 */
	public static final Baggage EMPTY = new Baggage(new TreeMap<>());

	/**
	 * The most entries.
	 */
	public static final int MAX_ENTRIES = 32;

	/**
	 * The longest name, in characters.
	 */
	public static final int MAX_NAME = 128;

	/**
	 * The longest value, in characters.
	 */
	public static final int MAX_VALUE = 256;

	/** What Mesh itself sends along, whatever is allowed. */
	private static final String RESERVED = "mesh.";

	private static final String PIN = "mesh.pin.";

	private static final String OBSERVED = "mesh.observed.";

	private static final ThreadLocal<@Nullable Baggage> CURRENT = new ThreadLocal<>();

	/** What the usual thread opens, which carries nothing. */
	private static final CallContext.Scope UNCHANGED = () -> {
	};

	private final SortedMap<String, String> entries;

	private Baggage(SortedMap<String, String> entries) {
		this.entries = Collections.unmodifiableSortedMap(entries);
	}

	/**
	 * Return what the current thread carries.
	 * @return the baggage, {@link #EMPTY} if there is none
	 */
	public static Baggage current() {
		Baggage current = CURRENT.get();
		return (current != null) ? current : EMPTY;
	}

	/**
	 * Put together what came from elsewhere; what is beyond a bound is left out.
	 * @param entries the entries
	 * @param allowed the names that are let through
	 * @return the baggage
	 */
	public static Baggage of(Map<String, String> entries, Set<String> allowed) {
		SortedMap<String, String> taken = new TreeMap<>();
		entries.forEach((name, value) -> {
			boolean let = name.startsWith(RESERVED) || allowed.contains(name);
			boolean fits = name.length() <= MAX_NAME && value.length() <= MAX_VALUE && taken.size() < MAX_ENTRIES;
			if (let && fits) {
				taken.put(name, value);
			}
		});
		return taken.isEmpty() ? EMPTY : new Baggage(taken);
	}

	/**
	 * Return the entries.
	 * @return the values by name
	 */
	public Map<String, String> entries() {
		return this.entries;
	}

	/**
	 * Return one value.
	 * @param name its name
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String get(String name) {
		return this.entries.get(name);
	}

	/**
	 * Add an entry, or replace it.
	 * @param name its name, not beginning with {@code mesh.}
	 * @param value its value
	 * @return the changed baggage
	 * @throws IllegalArgumentException if it is beyond a bound
	 */
	public Baggage with(String name, String value) {
		if (name.isBlank() || name.length() > MAX_NAME || name.startsWith(RESERVED)) {
			throw new IllegalArgumentException("'" + name + "' cannot name baggage: use 1 to " + MAX_NAME
					+ " characters that do not begin with " + RESERVED);
		}
		if (value.length() > MAX_VALUE) {
			throw new IllegalArgumentException("the value of '" + name + "' has " + value.length()
					+ " characters: use at most " + MAX_VALUE + ", such as a key to what is longer");
		}
		if (this.entries.size() >= MAX_ENTRIES && !this.entries.containsKey(name)) {
			throw new IllegalArgumentException(
					"'" + name + "' is one entry too many: at most " + MAX_ENTRIES + " travel with a request");
		}
		return put(name, value);
	}

	/**
	 * Return the version of a service that this request is pinned to.
	 * @param service the service's name
	 * @return the canonical version, or {@code null} if it is pinned to none
	 */
	public @Nullable String pinned(String service) {
		return this.entries.get(PIN + service);
	}

	/**
	 * Pin the request to a version, if there is room for it.
	 * @param service the service's name
	 * @param version the canonical version
	 * @return the changed baggage
	 */
	public Baggage pin(String service, String version) {
		String name = PIN + service;
		boolean fits = name.length() <= MAX_NAME
				&& (this.entries.size() < MAX_ENTRIES || this.entries.containsKey(name));
		return (fits && !version.equals(this.entries.get(name))) ? put(name, version) : this;
	}

	/**
	 * Add what an observer of calls has a request carry, in place of what it carried from
	 * further up; as far as there is room for it.
	 * @param carried values by name
	 * @return the changed baggage
	 */
	public Baggage observed(Map<String, String> carried) {
		if (carried.isEmpty()) {
			return this;
		}
		SortedMap<String, String> changed = new TreeMap<>(this.entries);
		changed.keySet().removeIf((name) -> name.startsWith(OBSERVED));
		carried.forEach((name, value) -> {
			boolean fits = OBSERVED.length() + name.length() <= MAX_NAME && value.length() <= MAX_VALUE;
			if (fits && changed.size() < MAX_ENTRIES) {
				changed.put(OBSERVED + name, value);
			}
		});
		return new Baggage(changed);
	}

	/**
	 * Return what an observer further up had the request carry.
	 * @return values by name
	 */
	public Map<String, String> observed() {
		if (this.entries.isEmpty()) {
			return Map.of();
		}
		SortedMap<String, String> carried = new TreeMap<>();
		this.entries.tailMap(OBSERVED).forEach((name, value) -> {
			if (name.startsWith(OBSERVED)) {
				carried.put(name.substring(OBSERVED.length()), value);
			}
		});
		return carried;
	}

	private Baggage put(String name, String value) {
		SortedMap<String, String> changed = new TreeMap<>(this.entries);
		changed.put(name, value);
		return new Baggage(changed);
	}

	/**
	 * Return what may leave this node.
	 * @param allowed the names that are let through
	 * @return the rest of it
	 */
	public Baggage only(Set<String> allowed) {
		return this.entries.isEmpty() ? this : of(this.entries, allowed);
	}

	/**
	 * Make this the baggage of the current thread.
	 * @return restores the former one; to be closed by the same thread
	 */
	public CallContext.Scope open() {
		Baggage former = CURRENT.get();
		if (this.entries.isEmpty() && former == null) {
			return UNCHANGED;
		}
		CURRENT.set(this.entries.isEmpty() ? null : this);
		// Not removed: the next call on this thread would make the entry anew.
		return () -> CURRENT.set(former);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Baggage baggage && baggage.entries.equals(this.entries);
	}

	@Override
	public int hashCode() {
		return this.entries.hashCode();
	}

	@Override
	public String toString() {
		return this.entries.toString();
	}

}
