package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;

/**
 * Serves the requests that reach this node. Called on an event loop: it must not block.
 */
@FunctionalInterface
public interface RequestHandler {

	/**
	 * Serve one request; exactly one of the reply methods must be called in the end, from
	 * any thread. The payload is the handler's to release.
	 * @param request the request
	 */
	void onRequest(InboundRequest request);

	/**
	 * One request from a member of the view.
	 */
	interface InboundRequest {

		/**
		 * Return who calls.
		 * @return the member
		 */
		Node caller();

		/**
		 * Return the method, as in {@code ContractMethod}.
		 * @return the id
		 */
		long methodId();

		/**
		 * Return the arguments.
		 * @return the bytes
		 */
		ByteBuf payload();

		/**
		 * Return what reads the arguments.
		 * @return the reader for this peer
		 */
		PayloadReader reader();

		/**
		 * Return when the caller stops waiting, in terms of {@link System#nanoTime()}.
		 * @return the deadline
		 */
		long deadlineNanos();

		/**
		 * Return whether the caller expects no reply; replies are then dropped.
		 * @return whether it is one-way
		 */
		boolean oneWay();

		/**
		 * Set what to do when the caller cancels or its connection closes; run at once if
		 * it already has. Runs on an event loop.
		 * @param action the action
		 */
		void onCancel(Runnable action);

		/**
		 * Reply with the result.
		 * @param result writes the result
		 */
		void succeed(Body result);

		/**
		 * Reply with the service's own exception.
		 * @param exception writes the exception
		 */
		void fail(Body exception);

		/**
		 * Reply that the service did not run.
		 * @param reason why
		 * @param message one sentence
		 */
		void refuse(NotExecutedException.Reason reason, String message);

	}

	/**
	 * Writes a body into a frame, on the calling thread.
	 */
	@FunctionalInterface
	interface Body {

		/**
		 * Append the body.
		 * @param out the frame under construction
		 */
		void writeTo(ByteBuf out);

	}

}
