package dev.mesh.rpc.call;

import dev.mesh.rpc.MeshCallException;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.RemoteServiceException;
import dev.mesh.rpc.fingerprint.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Words the ends of a call that are neither a result nor the service's own exception.
 */
final class CallFailures {

	private final MethodCall method;

	private final RetryState tried;

	CallFailures(MethodCall method, RetryState tried) {
		this.method = method;
		this.tried = tried;
	}

	MeshCallException refused() {
		Attempt last = this.tried.last();
		if (last == null && this.tried.isBusyHere()) {
			return notExecuted(Reason.OVERLOADED, "as many calls of '" + this.method.point().service()
					+ "' run on this node as may, and there is no other", "");
		}
		if (last == null) {
			return notExecuted(Reason.DRAINING, "the instance on this node is draining and there is no other", "");
		}
		return notExecuted(last.reason(), last.target().node().name() + " said: " + clause(last.message()), attempts());
	}

	MeshCallException budgetSpent() {
		Attempt last = this.tried.last();
		if (last == null) {
			return refused();
		}
		return notExecuted(last.reason(),
				last.target().node().name() + " said: " + clause(last.message()) + "; and so many calls of '"
						+ this.method.point().service() + "' have been sent again that this one was not",
				attempts());
	}

	MeshCallException late() {
		Attempt last = this.tried.last();
		if (last != null) {
			return notExecuted(last.reason(),
					"its deadline passed; last, " + last.target().node().name() + " said: " + clause(last.message()),
					attempts());
		}
		if (this.method.route().lanes().ready().isEmpty()) {
			return noInstance();
		}
		return notExecuted(Reason.DEADLINE, "its deadline had passed before it could be sent", "");
	}

	MeshCallException noInstance() {
		String service = this.method.point().service();
		return notExecuted(
				Reason.NO_INSTANCE, "'" + service + "' has no ready instance: "
						+ this.method.calling().routes().describe(service) + ". Start a node that hosts it",
				attempts());
	}

	/** For a call that the contract keeps from all nodes it could go to. */
	MeshCallException incompatible(Target misfit) {
		String node = misfit.node().name();
		Verdict verdict = misfit.agreement().calling().get(this.method.method().signature());
		String difference = (verdict != null) ? verdict.difference(node) : "the contract there cannot be compared";
		return notExecuted(Reason.INCOMPATIBLE,
				"no instance of '" + this.method.point().service() + "' has a contract that fits: with " + node + ", "
						+ difference + ". Run forms of the contract that fit, or host the service on a node like this",
				"");
	}

	/** For a call that was not to go wherever there is an instance. */
	MeshCallException notThere() {
		return notExecuted(Reason.NOT_HERE,
				"'" + this.method.point().service() + "' takes no calls (any more) where this one was to go", "");
	}

	MeshCallException unknown(String message, @Nullable Throwable cause) {
		String advice = this.method.policy().idempotent() ? " It is idempotent: call it again."
				: " Check before calling again, or declare the method idempotent.";
		return new OutcomeUnknownException(
				"'" + this.method + "' may or may not have been executed: " + sentence(message) + advice, cause);
	}

	private static String sentence(String message) {
		return message.endsWith(".") ? message : message + ".";
	}

	private static String clause(String message) {
		return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
	}

	MeshCallException abandoned(boolean sent, @Nullable Throwable cause) {
		if (sent || this.tried.mayHaveRun()) {
			return unknown("the caller gave up while it waited for the reply.", cause);
		}
		return new NotExecutedException(Reason.CANCELLED,
				"'" + this.method + "' was not executed: the caller gave up before it was sent.", cause);
	}

	NotExecutedException unsendable(Throwable cause) {
		return new NotExecutedException(Reason.INCOMPATIBLE, "The arguments of '" + this.method + "' cannot be sent: "
				+ cause.getMessage() + ". Pass only values of types the contract names.", cause);
	}

	/** The service ran, so its answer counts even if it cannot be read. */
	RemoteServiceException unreadable(String what, Attempt attempt, Throwable cause) {
		return new RemoteServiceException(cause.getClass().getName(),
				"'" + this.method + "' was executed on " + attempt.target().node().name() + ", but its " + what
						+ " cannot be read: " + cause.getMessage() + ". Run the same contract on both nodes.",
				cause);
	}

	/**
	 * What the service itself met when it called others says nothing of this call: here
	 * the service ran.
	 */
	Throwable ofService(Throwable thrown) {
		if (thrown instanceof NotExecutedException || thrown instanceof OutcomeUnknownException) {
			return new RemoteServiceException(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), thrown);
		}
		return thrown;
	}

	private MeshCallException notExecuted(Reason reason, String why, String attempts) {
		if (this.tried.mayHaveRun()) {
			return unknown("an earlier attempt got no reply, and then " + why + ".", null);
		}
		return new NotExecutedException(reason, "'" + this.method + "' was not executed: " + why + attempts + ".");
	}

	private String attempts() {
		return (this.tried.attempts() > 1) ? " (tried " + this.tried.attempts() + " times)" : "";
	}

}
