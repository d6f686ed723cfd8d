package dev.mesh.rpc.wire;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Asks over a new connection what became of a request that was sent over one that is
 * lost, and ends the call with the answer. What keeps it from being asked leaves the
 * outcome unknown.
 *
 * @param call the call whose outcome is in doubt
 */
record Inquiry(PendingCall call) implements RpcClient.ReplyHandler {

	/**
	 * Make the request that asks.
	 * @param call the call whose outcome is in doubt
	 * @param connection what the lost connection was called
	 * @return the request
	 */
	static PendingCall about(PendingCall call, long connection) {
		ByteBuf frame = Frame.begin(ByteBufAllocator.DEFAULT, Frame.REQUEST_HEADER_BYTES).writeInt(call.id());
		// It takes the place of the method.
		Frame.setMethod(frame, connection);
		PendingCall asking = new PendingCall(new Inquiry(call), call.deadlineNanos(), PendingCall.Manner.INQUIRY,
				Frame.seal(frame, FrameKind.INQUIRE, 0));
		call.askedBy(asking);
		return asking;
	}

	@Override
	public void onResult(ByteBuf payload, PayloadReader reader) {
		this.call.result(payload, reader);
	}

	@Override
	public void onException(ByteBuf payload, PayloadReader reader) {
		this.call.exception(payload, reader);
	}

	@Override
	public void onNotExecuted(Reason reason, String message) {
		this.call.notExecuted(reason, message);
	}

	@Override
	public void onRedirected(NodeId owner, long view, String message) {
		this.call.redirected(owner, view, message);
	}

	@Override
	public void onLoad(int calls) {
		this.call.load(calls);
	}

	@Override
	public void onOutcomeUnknown(String message) {
		this.call.outcomeUnknown(message);
	}

}
