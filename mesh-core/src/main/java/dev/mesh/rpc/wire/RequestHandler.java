package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;

/**
 * Serves the requests that reach this node. Called on an event loop: it must not block.
 */
@FunctionalInterface
public interface RequestHandler {

	/**
	 * Serve one request. It must not throw. Exactly one of the reply methods must be
	 * called in the end, from any thread, also if the request is one-way or was
	 * cancelled: until then it counts as in flight. The payload is the handler's to
	 * release, once, before or after the reply.
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
		 * Return what the request says beside its arguments.
		 * @return the context
		 */
		default RequestContext context() {
			return RequestContext.NONE;
		}

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
		 * Return who goes first where not all can be served.
		 * @return the priority
		 */
		CallPriority priority();

		/**
		 * Return whether streams belong to the request.
		 * @return whether there are
		 */
		default boolean hasStreams() {
			return false;
		}

		/**
		 * Have the request's streams served. Within {@link RequestHandler#onRequest}
		 * only, at most once, and only for a request that has streams. A reply other than
		 * a result ends them; they outlast a result if they say so.
		 * @param streams told of the streams
		 */
		default void attach(StreamHandler streams) {
			throw new IllegalStateException("no streams belong to the request");
		}

		/**
		 * Set what to do when the caller cancels or its connection closes; run at once if
		 * it already has. Runs on an event loop. A one-way request is never cancelled:
		 * its caller went on when it was written. Does nothing once the request was
		 * replied to and the reply has left.
		 * @param action the action
		 */
		void onCancel(Runnable action);

		/**
		 * Reply with the result. What the body throws is thrown here, and the request
		 * then still awaits its reply. A result that is larger than a frame may be ends
		 * the call as outcome unknown, as the service has run.
		 * @param result writes the result
		 * @throws IllegalStateException if a reply was given before
		 */
		void succeed(Body result);

		/**
		 * Reply with the service's own exception. As with {@link #succeed} for bodies
		 * that throw or are too large.
		 * @param exception writes the exception
		 * @throws IllegalStateException if a reply was given before
		 */
		void fail(Body exception);

		/**
		 * Reply that the service did not run.
		 * @param reason why
		 * @param message one sentence, cut off at 512 characters
		 * @throws IllegalStateException if a reply was given before
		 */
		void refuse(NotExecutedException.Reason reason, String message);

		/**
		 * Reply that the service did not run because another node owns the call's key. A
		 * caller of an older version is told that the service is not here.
		 * @param owner who owns it as far as this node knows
		 * @param message one sentence, cut off at 512 characters
		 * @throws IllegalStateException if a reply was given before
		 */
		default void redirect(NodeId owner, String message) {
			refuse(NotExecutedException.Reason.NOT_HERE, message);
		}

	}

	/**
	 * Writes a body into a frame, on the calling thread. What is in the buffer before is
	 * the frame's header: only append.
	 */
	@FunctionalInterface
	interface Body {

		/**
		 * Append the body.
		 * @param out the frame under construction
		 */
		void writeTo(ByteBuf out);

		/**
		 * Tell whether a {@link RequestContext} is written behind the arguments.
		 * @return whether there is one
		 */
		default boolean hasContext() {
			return false;
		}

	}

}
