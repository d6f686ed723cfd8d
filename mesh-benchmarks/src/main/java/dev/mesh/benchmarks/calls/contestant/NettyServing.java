package dev.mesh.benchmarks.calls.contestant;

import dev.mesh.benchmarks.calls.work.OrderCodec;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/**
 * Runs the desk on the event loop and flushes once per burst read.
 */
final class NettyServing extends SimpleChannelInboundHandler<ByteBuf> {

	private final OrderDesk desk = new PlainOrderDesk();

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // it is the void one
	protected void channelRead0(ChannelHandlerContext ctx, ByteBuf request) {
		int id = request.readInt();
		byte operation = request.readByte();
		ByteBuf reply = NettyFrame.begin(ctx.alloc(), id, operation, request.readableBytes());
		if (operation == NettyFrame.PLACE) {
			OrderCodec.write(this.desk.place(OrderCodec.read(request)), reply);
		}
		else {
			reply.writeBytes(this.desk.echo(NettyFrame.readBytes(request)));
		}
		ctx.write(NettyFrame.end(reply), ctx.voidPromise());
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		ctx.flush();
	}

}
