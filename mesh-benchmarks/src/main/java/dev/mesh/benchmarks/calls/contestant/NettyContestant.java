package dev.mesh.benchmarks.calls.contestant;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/**
 * The floor: nothing but Netty, a codec written by hand, writes that are flushed together
 * and a service that runs on the event loop. It has no deadlines, no bounds, no metrics
 * and no notion of failure.
 */
final class NettyContestant implements Contestant {

	private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

	@Override
	public String id() {
		return Contestants.FLOOR;
	}

	@Override
	public String title() {
		return "bare Netty (the floor)";
	}

	@Override
	public Stop serve(int port) throws InterruptedException {
		EventLoopGroup group = group();
		new ServerBootstrap().group(group)
			.channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(pipeline(NettyServing::new))
			.bind(InetAddress.getLoopbackAddress(), port)
			.sync();
		return () -> stop(group);
	}

	@Override
	public Connection connect(int port) throws InterruptedException {
		EventLoopGroup group = group();
		NettyCalling calling = new NettyCalling();
		Channel channel = new Bootstrap().group(group)
			.channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(pipeline(() -> calling))
			.connect(InetAddress.getLoopbackAddress(), port)
			.sync()
			.channel();
		return new Connection(new NettyDesk(channel, calling), () -> stop(group));
	}

	private static EventLoopGroup group() {
		IoHandlerFactory handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		return new MultiThreadIoEventLoopGroup(1, handlers);
	}

	private static void stop(EventLoopGroup group) throws InterruptedException {
		group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
	}

	private static ChannelHandler pipeline(Supplier<ChannelHandler> last) {
		return new ChannelInitializer<Channel>() {

			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline()
					.addLast(new LengthFieldBasedFrameDecoder(MAX_FRAME_BYTES, 0, 4, 0, 4))
					.addLast(last.get());
			}

		};
	}

}
