package dev.mesh.service;

/**
 * Describes a failure in one line by its first cause, which is what an operator looks
 * for.
 */
final class RootCause {

	private static final int DEPTH = 32;

	private RootCause() {
	}

	static String describe(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; depth < DEPTH && cause.getCause() != null; depth++) {
			cause = cause.getCause();
		}
		return cause.getClass().getSimpleName() + ": " + cause.getMessage();
	}

}
