package dev.mesh.rpc.wire;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Takes what a proven server sends to the calls that wait for it.
 */
final class ClientFrames extends ChannelInboundHandlerAdapter {

	private static final Reason[] REASONS = Reason.values();

	private final RpcEnvironment environment;

	private final FrameStamps stamps;

	private final PayloadReader reader;

	private final ClientConnection connection;

	ClientFrames(RpcEnvironment environment, FrameStamps stamps, PayloadReader reader, ClientConnection connection) {
		this.environment = environment;
		this.stamps = stamps;
		this.reader = reader;
		this.connection = connection;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		ByteBuf frame = (ByteBuf) message;
		try {
			this.stamps.observe(frame);
			FrameKind kind = Frame.kind(frame);
			switch (kind) {
				case RESULT, EXCEPTION, NOT_EXECUTED, OUTCOME_UNKNOWN -> reply(kind, frame);
				case ITEM, CREDIT, COMPLETE, ERROR, CANCEL ->
					this.connection.streams().receive(kind, frame, this.reader);
				case GOAWAY -> this.connection.drain();
				case PONG -> {
					// heard by the keep-alive
				}
				default -> throw new ProtocolException(kind + " frame from a server");
			}
		}
		finally {
			frame.release();
		}
	}

	private void reply(FrameKind kind, ByteBuf frame) {
		PendingCall call = this.connection.finish(Frame.id(frame));
		if (call == null) {
			return;
		}
		this.connection.streams().replied(Frame.id(frame), kind == FrameKind.RESULT);
		int flags = Frame.flags(frame);
		ByteBuf body = Frame.body(frame, Frame.replyHeaderBytes(flags));
		if ((flags & Frame.FLAG_LOAD) != 0) {
			call.load(Frame.load(frame));
		}
		switch (kind) {
			case RESULT -> call.result(body, this.reader);
			case EXCEPTION -> call.exception(body, this.reader);
			case NOT_EXECUTED -> notExecuted(call, frame, body);
			default -> call.outcomeUnknown(WireText.read(body));
		}
	}

	private static void notExecuted(PendingCall call, ByteBuf frame, ByteBuf body) {
		Reason reason = readReason(body);
		String message = WireText.read(body);
		if (reason == Reason.NOT_OWNER && body.readableBytes() >= Long.BYTES) {
			call.redirected(new NodeId(body.readLong()), Frame.view(frame), message);
		}
		else {
			call.refused(reason, message);
		}
	}

	private static Reason readReason(ByteBuf body) {
		WireText.require(body, 1);
		int code = body.readUnsignedByte();
		return (code < REASONS.length) ? REASONS[code] : Reason.INCOMPATIBLE;
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		this.connection.closeIfDrained();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		this.connection.writeWaiting();
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.connection.close(Reason.NOT_SENT, "the node closed the connection");
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		String message = Failures.describe(cause);
		if (Failures.isRefusal(cause)) {
			this.environment.refusals().accept(ctx.channel().remoteAddress(), message);
		}
		this.connection.close(Reason.NOT_SENT, message);
	}

}
