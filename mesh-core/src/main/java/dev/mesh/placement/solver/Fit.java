package dev.mesh.placement.solver;

import java.util.Map;

import dev.mesh.directory.ServiceId;

/**
 * Whether everybody's fewest instances fit. Immutable.
 *
 * @param verdict the answer
 * @param assignment the assignment that came nearest; keeps every hard rule
 * @param missing by service: how many instances it has below its fewest, only services
 * that miss some
 */
public record Fit(Verdict verdict, Assignment assignment, Map<ServiceId, Integer> missing) {

	/**
	 * What is known.
	 */
	public enum Verdict {

		/** All fit; the assignment shows it. */
		FITS,

		/** It is proven that not all can fit. */
		IMPOSSIBLE,

		/** Neither was an assignment found nor that there is none. */
		UNKNOWN

	}

	public Fit {
		missing = Map.copyOf(missing);
	}

}
