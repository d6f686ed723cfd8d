package dev.mesh.rpc;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 */
public enum CallOutcome {

	/**
	 * The service returned.
	 */
	RESULT,

	/**
	 * The service threw.
	 */
	EXCEPTION,

	/**
	 * The service did not run.
	 */
	NOT_EXECUTED,

	/**
	 * The service may have run.
	 */
	OUTCOME_UNKNOWN,

	/**
	 * The caller gave up.
	 */
	CANCELLED;

	/**
	 * Return the outcome that an exception stands for.
	 * @param error what the caller sees thrown, if anything
	 * @return the outcome
	 */
	public static CallOutcome of(@Nullable Throwable error) {
		if (error == null) {
			return RESULT;
		}
		if (error instanceof NotExecutedException) {
			return NOT_EXECUTED;
		}
		return (error instanceof OutcomeUnknownException) ? OUTCOME_UNKNOWN : EXCEPTION;
	}

}
