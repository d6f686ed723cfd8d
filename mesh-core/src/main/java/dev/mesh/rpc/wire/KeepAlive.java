package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.NotExecutedException.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a silent peer for a sign of life and gives the connection up when none comes.
 */
final class KeepAlive extends ChannelInboundHandlerAdapter {

	private final ClientConnection connection;

	private @Nullable ScheduledFuture<?> timer;

	private boolean heard;

	private int silentIntervals;

	KeepAlive(ClientConnection connection) {
		this.connection = connection;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		// not at a fixed rate: a process that was suspended would make up for all it
		// missed
		long interval = WireLimits.KEEP_ALIVE_INTERVAL.toMillis();
		this.timer = ctx.executor().scheduleWithFixedDelay(() -> check(ctx), interval, interval, TimeUnit.MILLISECONDS);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		this.heard = true;
		ctx.fireChannelRead(message);
	}

	private void check(ChannelHandlerContext ctx) {
		if (this.heard) {
			this.heard = false;
			this.silentIntervals = 0;
			return;
		}
		if (++this.silentIntervals > WireLimits.SILENT_INTERVALS) {
			this.connection.close(Reason.NOT_SENT, "the node gave no sign of life for "
					+ WireLimits.KEEP_ALIVE_INTERVAL.multipliedBy(this.silentIntervals).toSeconds() + " s");
			return;
		}
		this.connection.write(Frame.empty(ctx.alloc(), FrameKind.PING, 0));
		this.connection.flush();
	}

}
