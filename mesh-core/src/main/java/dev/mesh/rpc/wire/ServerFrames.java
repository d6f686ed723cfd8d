package dev.mesh.rpc.wire;

import java.net.SocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a proven member sends to its {@link ServerConnection}.
 */
final class ServerFrames extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(ServerFrames.class);

	private final ServerConnection connection;

	private final RpcEnvironment environment;

	private final FrameStamps stamps;

	private final SocketAddress remoteAddress;

	ServerFrames(ServerConnection connection, RpcEnvironment environment, FrameStamps stamps,
			SocketAddress remoteAddress) {
		this.connection = connection;
		this.environment = environment;
		this.stamps = stamps;
		this.remoteAddress = remoteAddress;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		ByteBuf frame = (ByteBuf) message;
		boolean passedOn = false;
		try {
			FrameKind kind = Frame.kind(frame);
			this.stamps.observe(frame);
			switch (kind) {
				case REQUEST -> {
					passedOn = true;
					this.connection.request(frame);
				}
				case INQUIRE -> this.connection.inquiry(frame);
				case ITEM, CREDIT, COMPLETE, ERROR -> this.connection.stream(kind, frame);
				case CANCEL -> this.connection.cancel(Frame.id(frame));
				case PING -> this.connection.pong();
				default -> throw new ProtocolException(kind + " frame from a client");
			}
		}
		finally {
			if (!passedOn) {
				frame.release();
			}
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		ctx.flush();
	}

	/**
	 * Read no more requests from a caller that does not read its replies.
	 */
	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		ctx.channel().config().setAutoRead(ctx.channel().isWritable());
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event == ServerEvent.VIEW_CHANGED && !this.connection.isMember()) {
			logger.info("Node '{}' is not in the view any more; its connection from {} is closed.",
					this.connection.peer().name(), this.remoteAddress);
			Channels.close(ctx.channel());
		}
		else if (event == ServerEvent.GO_AWAY) {
			this.connection.goAway();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.connection.closed();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (Failures.isRefusal(cause)) {
			this.environment.refusals().accept(this.remoteAddress, Failures.describe(cause));
		}
		Channels.close(ctx.channel());
	}

}
