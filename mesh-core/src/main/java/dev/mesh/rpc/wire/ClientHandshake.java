package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Introduces this node to the one it means to call and checks that this is who answers;
 * then exchanges type tables and gives way to {@link ClientFrames}.
 */
final class ClientHandshake extends ChannelInboundHandlerAdapter {

	private final RpcEnvironment environment;

	private final RpcOptions options;

	private final FrameStamps stamps;

	private final Node self;

	private final Node target;

	private final FrameDecoder decoder;

	private final ClientConnection connection;

	private boolean welcomed;

	ClientHandshake(RpcEnvironment environment, RpcOptions options, FrameStamps stamps, Node self, Node target,
			FrameDecoder decoder, ClientConnection connection) {
		this.environment = environment;
		this.options = options;
		this.stamps = stamps;
		this.self = self;
		this.target = target;
		this.decoder = decoder;
		this.connection = connection;
	}

	@Override
	public void channelActive(ChannelHandlerContext ctx) {
		if (ctx.pipeline().get(SslHandler.class) == null) {
			sayHello(ctx);
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
			sayHello(ctx);
		}
		ctx.fireUserEventTriggered(event);
	}

	private void sayHello(ChannelHandlerContext ctx) {
		ByteBuf frame = Frame.begin(ctx.alloc(), Frame.HEADER_BYTES);
		Hello.of(this.environment.clusterName(), this.self, this.target).writeTo(frame);
		Channels.writeAndFlush(ctx.channel(), this.stamps.stamp(Frame.seal(frame, FrameKind.HELLO, 0)));
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		ByteBuf frame = (ByteBuf) message;
		try {
			FrameKind kind = Frame.kind(frame);
			if (kind == FrameKind.REFUSED && !this.welcomed) {
				refused(Refusal.readFrom(Frame.body(frame, Frame.HEADER_BYTES)));
			}
			else if (kind == FrameKind.WELCOME && !this.welcomed) {
				Welcome.readFrom(Frame.body(frame, Frame.HEADER_BYTES))
					.check(this.environment.clusterName(), this.target);
				welcomed(ctx);
			}
			else if (kind == FrameKind.TYPES && this.welcomed) {
				this.stamps.observe(frame);
				finish(ctx, frame);
			}
			else {
				throw new ProtocolException(kind + " frame during the handshake");
			}
		}
		finally {
			frame.release();
		}
	}

	private void refused(Refusal refusal) {
		Reason reason = (refusal.code() == Refusal.Code.NOT_A_MEMBER) ? Reason.NOT_A_MEMBER : Reason.NOT_SENT;
		this.connection.close(reason, "the node refused the connection: " + refusal.message());
	}

	private void welcomed(ChannelHandlerContext ctx) {
		this.welcomed = true;
		this.decoder.limitTo(this.options.maxFrameBytes());
		ByteBuf frame = Frame.begin(ctx.alloc(), Frame.HEADER_BYTES);
		Capabilities.frame(frame, this.environment, this.options);
		Channels.writeAndFlush(ctx.channel(), this.stamps.stamp(frame));
	}

	private void finish(ChannelHandlerContext ctx, ByteBuf frame) {
		Capabilities theirs = Capabilities.readFrom(Frame.body(frame, Frame.HEADER_BYTES));
		PayloadReader reader = this.environment.codec().reader(theirs.types());
		ctx.pipeline()
			.addLast("keepAlive", new KeepAlive(this.connection))
			.addLast("frames", new ClientFrames(this.environment, this.stamps, reader, this.connection));
		ctx.pipeline().remove(this);
		this.connection.ready(reader, theirs);
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.connection.close(Reason.NOT_SENT, "the node closed the connection during the handshake");
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		String message = Failures.describe(cause);
		if (Failures.isRefusal(cause)) {
			this.environment.refusals().accept(ctx.channel().remoteAddress(), message);
		}
		this.connection.close(Reason.NOT_SENT, "the handshake failed: " + message);
	}

}
