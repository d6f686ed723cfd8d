package dev.mesh.route;

import dev.mesh.directory.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Sends the calls of requests with some baggage to one version, before weights are looked
 * at.
 *
 * @param header the name of the baggage entry
 * @param value the value it must have, or {@value #ANY} for any
 * @param version the canonical version
 */
public record HeaderMatch(String header, String value, String version) {

	/**
	 * Matches any value.
	 */
	public static final String ANY = "*";

	public HeaderMatch {
		version = Versions.canonical(version);
	}

	/**
	 * Tell whether a request is one of those meant.
	 * @param found the value of its entry, {@code null} if it has none
	 * @return whether it matches
	 */
	public boolean matches(@Nullable String found) {
		return found != null && (this.value.equals(ANY) || this.value.equals(found));
	}

}
