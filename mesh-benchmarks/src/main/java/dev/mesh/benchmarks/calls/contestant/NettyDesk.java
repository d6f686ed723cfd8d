package dev.mesh.benchmarks.calls.contestant;

import java.util.concurrent.CompletableFuture;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderCodec;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * The floor's caller.
 */
final class NettyDesk implements OrderDesk {

	private static final int ORDER_BYTES = 256;

	private final Channel channel;

	private final NettyCalling calling;

	NettyDesk(Channel channel, NettyCalling calling) {
		this.channel = channel;
		this.calling = calling;
	}

	@Override
	public Order place(Order order) {
		return (Order) await(frame(order));
	}

	@Override
	public byte[] echo(byte[] bytes) {
		return (byte[]) await(frame(bytes));
	}

	@Override
	public CompletableFuture<Order> placeAsync(Order order) {
		return send(frame(order));
	}

	@Override
	public CompletableFuture<byte[]> echoAsync(byte[] bytes) {
		return send(frame(bytes));
	}

	private Object await(ByteBuf frame) {
		NettyCall.Blocking call = new NettyCall.Blocking(frame);
		this.calling.offer(this.channel, call);
		return call.await();
	}

	private <T> CompletableFuture<T> send(ByteBuf frame) {
		NettyCall.Stage<T> call = new NettyCall.Stage<>(frame);
		this.calling.offer(this.channel, call);
		return call.future();
	}

	private ByteBuf frame(Order order) {
		ByteBuf frame = NettyFrame.begin(this.channel.alloc(), 0, NettyFrame.PLACE, ORDER_BYTES);
		OrderCodec.write(order, frame);
		return NettyFrame.end(frame);
	}

	private ByteBuf frame(byte[] bytes) {
		ByteBuf frame = NettyFrame.begin(this.channel.alloc(), 0, NettyFrame.ECHO, bytes.length);
		return NettyFrame.end(frame.writeBytes(bytes));
	}

}
