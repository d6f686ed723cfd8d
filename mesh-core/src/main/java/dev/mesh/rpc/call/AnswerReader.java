package dev.mesh.rpc.call;

import dev.mesh.rpc.server.Arguments;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a service has answered. The service ran: whatever is wrong with its answer,
 * only a call that may run twice can be tried again.
 *
 * @param method what was called
 */
record AnswerReader(MethodCall method) {

	/**
	 * Tell whether there is nothing better to be had. A result that cannot be read may
	 * have been garbled on its way or made by a node that is out of order, so another
	 * node is asked where that does no harm; the attempt then counts as unanswered.
	 * @param attempt the attempt that was answered
	 * @return false if the call may be tried again for a result that can be read
	 */
	boolean isWorthKeeping(Attempt attempt) {
		boolean value = attempt.kind() == Attempt.Kind.RESULT && attempt.streams() == null && !this.method.isOneWay();
		if (!value || !this.method.policy().idempotent()) {
			return true;
		}
		try {
			attempt.keep(read(attempt));
			return true;
		}
		catch (RuntimeException | LinkageError ex) {
			attempt.spoil(failures().unreadable("result", attempt, ex));
			this.method.unanswered(attempt.target());
			return false;
		}
	}

	/**
	 * Return what an attempt failed with that nobody knows the outcome of.
	 */
	Throwable unknown(Attempt attempt) {
		Throwable spoiled = attempt.spoiled();
		return (spoiled != null) ? spoiled : failures().unknown(attempt.message(), null);
	}

	@Nullable Object result(Attempt attempt) {
		if (this.method.isOneWay()) {
			attempt.discardAnswer();
			return null;
		}
		try {
			return attempt.isKept() ? attempt.kept() : read(attempt);
		}
		catch (RuntimeException | LinkageError ex) {
			throw failures().unreadable("result", attempt, ex);
		}
	}

	Throwable exception(Attempt attempt) {
		ByteBuf bytes = attempt.takePayload();
		try {
			return failures().ofService(this.method.calling().exceptions().read(bytes, attempt.reader()));
		}
		catch (RuntimeException | LinkageError ex) {
			return failures().unreadable("exception", attempt, ex);
		}
		finally {
			bytes.release();
		}
	}

	private static @Nullable Object read(Attempt attempt) {
		ByteBuf bytes = attempt.takePayload();
		try {
			Object result = attempt.reader().read(bytes);
			Arguments.requireEnd(bytes);
			return result;
		}
		finally {
			bytes.release();
		}
	}

	/** What is said of answers does not depend on what else was tried. */
	private CallFailures failures() {
		return new CallFailures(this.method, this.method.untried());
	}

}
