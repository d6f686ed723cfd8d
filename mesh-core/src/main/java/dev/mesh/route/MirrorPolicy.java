package dev.mesh.route;

import java.util.List;

import dev.mesh.directory.Versions;
import dev.mesh.route.compare.FieldMask;

/**
 * Repeats calls on a shadow version. What comes of it there never reaches the caller.
 *
 * @param version the canonical version that calls are repeated on
 * @param share how many of a hundred calls are repeated
 * @param verify whether the responses of both are compared
 * @param ignore what may differ
 */
public record MirrorPolicy(String version, int share, boolean verify, List<FieldMask> ignore) {

	public MirrorPolicy {
		version = Versions.canonical(version);
		ignore = List.copyOf(ignore);
		if (share < 1 || share > 100) {
			throw new IllegalArgumentException("the share of a mirror is " + share + ": use 1 to 100");
		}
	}

}
