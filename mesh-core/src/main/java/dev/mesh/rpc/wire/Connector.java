package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;

/**
 * Opens connections to other nodes. The time from here to a proven peer is bounded by the
 * handshake timeout.
 */
final class Connector {

	private final RpcEnvironment environment;

	private final RpcOptions options;

	private final FrameStamps stamps;

	private final RpcEventLoops loops;

	Connector(RpcEnvironment environment, RpcOptions options, FrameStamps stamps, RpcEventLoops loops) {
		this.environment = environment;
		this.options = options;
		this.stamps = stamps;
		this.loops = loops;
	}

	/**
	 * Begin to connect; does not block.
	 * @param target the node
	 * @param loop the loop to serve the connection
	 * @param events told what becomes of it
	 * @return the connection, which takes calls from now on
	 */
	ClientConnection connect(Node target, EventLoop loop, ClientConnection.Events events) {
		Node self = this.environment.self().get();
		ClientConnection connection = new ClientConnection(loop, this.options, this.stamps, self.incarnation(), events);
		loop.execute(() -> start(connection, self, target));
		return connection;
	}

	private void start(ClientConnection connection, Node self, Node target) {
		Future<?> timeout = connection.loop()
			.schedule(() -> connection.handshakeTimedOut(this.options.handshakeTimeout()),
					this.options.handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
		ChannelFuture connecting = new Bootstrap().group(connection.loop())
			.channel(this.loops.socketType())
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, WireLimits.connectTimeoutMillis(this.options))
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK,
					new WriteBufferWaterMark(WireLimits.LOW_WATER_BYTES, WireLimits.HIGH_WATER_BYTES))
			.handler(initializer(connection, self, target))
			.connect(target.rpcAddress().host(), target.rpcAddress().port());
		connecting.channel().closeFuture().addListener((closed) -> timeout.cancel(false));
		connecting.addListener((connected) -> {
			if (!connected.isSuccess()) {
				connection.close(Reason.NOT_SENT, Failures.describe(connected.cause()));
			}
		});
	}

	private ChannelInitializer<Channel> initializer(ClientConnection connection, Node self, Node target) {
		return new ChannelInitializer<>() {

			@Override
			protected void initChannel(Channel channel) {
				connection.connected(channel);
				Tls.addTo(channel.pipeline(), Connector.this.environment.security(), true,
						Connector.this.options.handshakeTimeout());
				FrameDecoder decoder = new FrameDecoder();
				channel.pipeline()
					.addLast("decoder", decoder)
					.addLast("handshake", new ClientHandshake(Connector.this.environment, Connector.this.options,
							Connector.this.stamps, self, target, decoder, connection));
			}

		};
	}

}
