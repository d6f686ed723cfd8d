package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/**
 * Writes whose success nobody waits for. A failed write fails the connection, which is
 * where it is noticed: the void promise hands it to {@code exceptionCaught}.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Channels {

	private Channels() {
	}

	static void write(Channel channel, ByteBuf frame) {
		channel.write(frame, channel.voidPromise());
	}

	static void writeAndFlush(Channel channel, ByteBuf frame) {
		channel.writeAndFlush(frame, channel.voidPromise());
	}

	static void writeAndClose(Channel channel, ByteBuf frame) {
		channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
	}

	static void close(Channel channel) {
		channel.close();
	}

}
