package dev.mesh.placement;

/**
 * What came of a request.
 */
sealed interface Outcome {

	/**
	 * It was accepted.
	 *
	 * @param admission what changes
	 */
	record Accepted(Admission admission) implements Outcome {

	}

	/**
	 * It came to nothing.
	 *
	 * @param failure why
	 */
	record Refused(PlacementRequestException failure) implements Outcome {

	}

}
