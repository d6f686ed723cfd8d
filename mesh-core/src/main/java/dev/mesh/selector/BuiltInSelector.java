package dev.mesh.selector;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The selectors that configuration can name.
 */
public enum BuiltInSelector {

	/**
	 * Same node, then zone, then region: {@link Locality}.
	 */
	LOCALITY,

	/**
	 * The less busy of two: {@link LeastLoaded}.
	 */
	LEAST_LOADED,

	/**
	 * One after the other: {@link RoundRobin}.
	 */
	ROUND_ROBIN,

	/**
	 * By weight: {@link Weighted}.
	 */
	WEIGHTED,

	/**
	 * By key, as a preference: {@link ConsistentHash}.
	 */
	CONSISTENT_HASH,

	/**
	 * Always the same: {@link Sticky}.
	 */
	STICKY,

	/**
	 * Any: {@link RandomNode}.
	 */
	RANDOM;

	/**
	 * Make a selector of this kind.
	 * @return a new selector
	 */
	public NodeSelector create() {
		return switch (this) {
			case LOCALITY -> new Locality();
			case LEAST_LOADED -> new LeastLoaded();
			case ROUND_ROBIN -> new RoundRobin();
			case WEIGHTED -> new Weighted();
			case CONSISTENT_HASH -> new ConsistentHash();
			case STICKY -> new Sticky();
			case RANDOM -> new RandomNode();
		};
	}

	/**
	 * Return the name in configuration.
	 * @return the name, as in {@code round-robin}
	 */
	public String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Find one by its name.
	 * @param text the name, as in {@code round-robin}
	 * @return the selector, or {@code null} if there is none of that name
	 */
	public static @Nullable BuiltInSelector find(String text) {
		for (BuiltInSelector each : values()) {
			if (each.text().equals(text)) {
				return each;
			}
		}
		return null;
	}

}
