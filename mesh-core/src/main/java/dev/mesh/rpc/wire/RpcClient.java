package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;

/**
 * Sends requests to other nodes. Safe for use by any thread; never blocks.
 */
public interface RpcClient {

	/**
	 * Send a request. The body is written on the calling thread, before the method
	 * returns; what it throws is thrown here and nothing was sent.
	 * @param target the member to call
	 * @param request what is said of it
	 * @param body the arguments
	 * @param handler told the outcome exactly once, on an event loop or, if nothing could
	 * be sent, on the calling thread
	 * @return the handle to cancel with
	 */
	Cancellable send(Node target, Request request, RequestHandler.Body body, ReplyHandler handler);

	/**
	 * Send a request that streams belong to. As {@link #send}, and the streams are told
	 * of their frames from the moment the request is given to the channel. If it ends in
	 * anything but a result, or is cancelled, they are told nothing more.
	 * @param target the member to call
	 * @param request what is said of it
	 * @param body the arguments
	 * @param handler told the outcome exactly once
	 * @param streams told of the streams
	 * @return the handle to cancel with, until there is an outcome
	 */
	default Cancellable open(Node target, Request request, RequestHandler.Body body, ReplyHandler handler,
			StreamHandler streams) {
		handler.onNotExecuted(NotExecutedException.Reason.INCOMPATIBLE, "this client carries no streams");
		return () -> {
		};
	}

	/**
	 * Tell whether calls to a node have a chance: false once its connection was lost and
	 * no new one has succeeded, whatever the view says.
	 * @param node the node
	 * @return whether it is believed reachable
	 */
	boolean isReachable(Node node);

	/**
	 * What is said of a request, beside its arguments.
	 */
	interface Request {

		/**
		 * Return the identifier of the method.
		 */
		long methodId();

		/**
		 * Return when the caller stops waiting, in terms of {@link System#nanoTime()}.
		 */
		long deadlineNanos();

		/**
		 * Tell whether no reply is expected; the handler is then told when the request
		 * has been written.
		 */
		boolean oneWay();

		/**
		 * Tell whether it may be run twice.
		 */
		boolean idempotent();

		/**
		 * Return who goes first where the callee cannot serve all.
		 */
		CallPriority priority();

	}

	/**
	 * A request that can be given up.
	 */
	@FunctionalInterface
	interface Cancellable {

		/**
		 * Give up: the callee is told, and the handler is told nothing more, except what
		 * it is being told just now on another thread. Does nothing if the call has
		 * ended.
		 */
		void cancel();

	}

	/**
	 * Told the outcome of one request, by exactly one of its methods. Must not block or
	 * throw.
	 */
	interface ReplyHandler {

		/**
		 * The service returned a result, or a one-way request was written (then the
		 * payload is empty).
		 * @param payload the result, valid during the call unless retained
		 * @param reader reads it
		 */
		void onResult(ByteBuf payload, PayloadReader reader);

		/**
		 * The service threw.
		 * @param payload the exception, valid during the call unless retained
		 * @param reader reads it
		 */
		void onException(ByteBuf payload, PayloadReader reader);

		/**
		 * The service did not run.
		 * @param reason why
		 * @param message one sentence
		 */
		void onNotExecuted(NotExecutedException.Reason reason, String message);

		/**
		 * The service did not run: another node owns the call's key.
		 * @param owner who owns it as far as the node knows
		 * @param view the number of that node's view
		 * @param message one sentence
		 */
		default void onRedirected(NodeId owner, long view, String message) {
			onNotExecuted(NotExecutedException.Reason.NOT_OWNER, message);
		}

		/**
		 * The node says with its reply how busy it is; before one of the others is
		 * called, if at all.
		 * @param calls how many calls it has taken in and not yet answered
		 */
		default void onLoad(int calls) {
		}

		/**
		 * The request was sent and no reply will come: the connection was lost, the
		 * deadline passed, or the reply found no room. A request counts as sent as soon
		 * as it was given to the socket's write buffer; until then it ends as not
		 * executed.
		 * @param message one sentence
		 */
		void onOutcomeUnknown(String message);

	}

}
