package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.wire.HandshakeRules.Accepted;
import dev.mesh.rpc.wire.HandshakeRules.Refused;
import dev.mesh.rpc.wire.HandshakeRules.Undecided;
import dev.mesh.rpc.wire.HandshakeRules.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a connection until the peer is a proven member that has told its types.
 * Of a peer that is not proven only the {@link Hello} is read.
 */
final class ServerHandshake extends ChannelInboundHandlerAdapter {

	private final NettyRpcServer server;

	private final RpcEnvironment environment;

	private final FrameDecoder decoder;

	private @Nullable Hello undecided;

	private long itsView;

	private @Nullable Node peer;

	private boolean ended;

	ServerHandshake(NettyRpcServer server, RpcEnvironment environment, FrameDecoder decoder) {
		this.server = server;
		this.environment = environment;
		this.decoder = decoder;
	}

	/**
	 * End the connection if the peer has not come through in time.
	 */
	private void timedOut(ChannelHandlerContext ctx) {
		if (this.ended) {
			return;
		}
		reject(ctx,
				"the peer did not prove itself within " + this.server.options().handshakeTimeout().toMillis() + " ms");
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		var timer = ctx.executor()
			.schedule(() -> timedOut(ctx), this.server.options().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
		ctx.channel().closeFuture().addListener((closed) -> timer.cancel(false));
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		ByteBuf frame = (ByteBuf) message;
		try {
			if (this.ended) {
				return;
			}
			FrameKind kind = Frame.kind(frame);
			if (kind == FrameKind.HELLO && this.undecided == null && this.peer == null) {
				this.itsView = Frame.view(frame);
				judge(ctx, Hello.readFrom(Frame.body(frame, Frame.HEADER_BYTES)));
			}
			else if (kind == FrameKind.TYPES && this.peer != null) {
				this.server.stamps().observe(frame);
				finish(ctx, this.peer, frame);
			}
			else {
				throw new ProtocolException(kind + " frame during the handshake");
			}
		}
		finally {
			frame.release();
		}
	}

	private void judge(ChannelHandlerContext ctx, Hello hello) {
		Verdict verdict = this.server.rules()
			.judge(hello, this.itsView, this.environment.self().get(), this.environment.views().get());
		if (verdict instanceof Accepted accepted) {
			this.undecided = null;
			welcome(ctx, accepted.peer());
		}
		else if (verdict instanceof Refused refused) {
			this.undecided = null;
			refuse(ctx, refused.refusal());
		}
		else if (verdict instanceof Undecided wait && this.undecided == null) {
			this.undecided = hello;
			awaitView(ctx, wait);
		}
	}

	private void awaitView(ChannelHandlerContext ctx, Undecided wait) {
		var timer = ctx.executor().schedule(() -> {
			if (this.undecided != null) {
				refuse(ctx, wait.otherwise().refusal());
			}
		}, WireLimits.VIEW_CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
		ctx.channel().closeFuture().addListener((closed) -> timer.cancel(false));
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event == ServerEvent.VIEW_CHANGED && this.undecided != null && !this.ended) {
			judge(ctx, this.undecided);
		}
		else if (event == ServerEvent.GO_AWAY) {
			this.ended = true;
			Channels.close(ctx.channel());
		}
		ctx.fireUserEventTriggered(event);
	}

	private void welcome(ChannelHandlerContext ctx, Node member) {
		this.peer = member;
		this.decoder.limitTo(this.server.options().maxFrameBytes());
		Node self = this.environment.self().get();
		ByteBuf welcome = Frame.begin(ctx.alloc(), Frame.HEADER_BYTES);
		new Welcome(Hello.VERSION, this.environment.clusterName(), self.id(), self.incarnation()).writeTo(welcome);
		Channels.write(ctx.channel(), this.server.stamps().stamp(Frame.seal(welcome, FrameKind.WELCOME, 0)));
		ByteBuf types = Frame.begin(ctx.alloc(), Frame.HEADER_BYTES);
		Capabilities.frame(types, this.environment, this.server.options(), 0);
		Channels.writeAndFlush(ctx.channel(), this.server.stamps().stamp(types));
	}

	private void finish(ChannelHandlerContext ctx, Node member, ByteBuf frame) {
		Capabilities theirs = Capabilities.readFrom(Frame.body(frame, Frame.HEADER_BYTES));
		this.server.proven(ctx, theirs, member);
		this.ended = true;
		ctx.pipeline().remove(this);
	}

	private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.environment.refusals().accept(ctx.channel().remoteAddress(), refusal.message());
		ByteBuf frame = Frame.begin(ctx.alloc(), Frame.HEADER_BYTES);
		refusal.writeTo(frame);
		Channels.writeAndClose(ctx.channel(), this.server.stamps().stamp(Frame.seal(frame, FrameKind.REFUSED, 0)));
	}

	private void reject(ChannelHandlerContext ctx, String message) {
		if (!this.ended) {
			this.ended = true;
			this.environment.refusals().accept(ctx.channel().remoteAddress(), message);
		}
		Channels.close(ctx.channel());
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (Failures.isRefusal(cause)) {
			reject(ctx, Failures.describe(cause));
		}
		else {
			Channels.close(ctx.channel());
		}
	}

}
