package dev.mesh.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The service did not run: calling again is safe. Mesh has already tried other instances
 * within the deadline.
 */
public sealed class NotExecutedException extends MeshCallException permits NotEnoughNodesException {

	private final Reason reason;

	public NotExecutedException(Reason reason, String message) {
		this(reason, message, null);
	}

	public NotExecutedException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Return why it did not run.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a service did not run. The order is on the wire: append only.
	 */
	public enum Reason {

		/**
		 * No node has a ready instance.
		 */
		NO_INSTANCE,

		/**
		 * The node has no such instance, or not any more.
		 */
		NOT_HERE,

		/**
		 * The instance is starting, draining or gone.
		 */
		DRAINING,

		/**
		 * A bound was reached: in-flight calls, queue or connections.
		 */
		OVERLOADED,

		/**
		 * The request did not leave this node.
		 */
		NOT_SENT,

		/**
		 * The deadline passed before the service was called.
		 */
		DEADLINE,

		/**
		 * The sender is not a member in the receiver's view.
		 */
		NOT_A_MEMBER,

		/**
		 * The receiver does not know the method, or cannot read its arguments.
		 */
		INCOMPATIBLE,

		/**
		 * The arguments are larger than a frame may be. A result that is too large is not
		 * among these: the service has run, so its caller gets an
		 * {@link OutcomeUnknownException}.
		 */
		TOO_LARGE,

		/**
		 * The caller cancelled before the service was called.
		 */
		CANCELLED,

		/**
		 * The receiver does not own the call's key, or not any more.
		 */
		NOT_OWNER,

		/**
		 * Fewer instances are live than the call was to reach.
		 */
		NOT_ENOUGH_NODES,

		/**
		 * The receiver does not believe on whose behalf the call is made, or the sender
		 * cannot say it.
		 */
		UNAUTHENTICATED

	}

}
