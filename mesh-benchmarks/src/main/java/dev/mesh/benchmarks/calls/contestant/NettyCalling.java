package dev.mesh.benchmarks.calls.contestant;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.benchmarks.calls.work.OrderCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

/**
 * The calls of the floor's connection: whatever threads have offered since the last time
 * is written and flushed in one go.
 */
final class NettyCalling extends SimpleChannelInboundHandler<ByteBuf> {

	private final Queue<NettyCall> offered = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean awake = new AtomicBoolean();

	private final IntObjectMap<NettyCall> calls = new IntObjectHashMap<>();

	private int lastId;

	void offer(Channel channel, NettyCall call) {
		this.offered.add(call);
		wake(channel);
	}

	private void wake(Channel channel) {
		if (!this.awake.get() && this.awake.compareAndSet(false, true)) {
			channel.eventLoop().execute(() -> writeOffered(channel));
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it is the void one
	private void writeOffered(Channel channel) {
		NettyCall call;
		while ((call = this.offered.poll()) != null) {
			int id = ++this.lastId;
			this.calls.put(id, call);
			NettyFrame.setId(call.frame(), id);
			channel.write(call.frame(), channel.voidPromise());
		}
		channel.flush();
		this.awake.set(false);
		if (!this.offered.isEmpty()) {
			wake(channel);
		}
	}

	@Override
	protected void channelRead0(ChannelHandlerContext ctx, ByteBuf reply) {
		NettyCall call = this.calls.remove(reply.readInt());
		boolean placed = reply.readByte() == NettyFrame.PLACE;
		call.complete(placed ? OrderCodec.read(reply) : NettyFrame.readBytes(reply));
	}

}
