package dev.mesh.rpc.call;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a service has answered. The service ran: whatever is wrong with its answer,
 * the call must not be tried again.
 *
 * @param method what was called
 * @param failures words what cannot be read
 */
record AnswerReader(MethodCall method, CallFailures failures) {

	@Nullable Object result(Attempt attempt) {
		if (this.method.isOneWay()) {
			attempt.discardAnswer();
			return null;
		}
		try {
			return attempt.readResult();
		}
		catch (RuntimeException | LinkageError ex) {
			throw this.failures.unreadable("result", attempt, ex);
		}
	}

	Throwable exception(Attempt attempt) {
		try {
			return this.failures.ofService(attempt.readException(this.method.calling().exceptions()));
		}
		catch (RuntimeException | LinkageError ex) {
			return this.failures.unreadable("exception", attempt, ex);
		}
	}

}
