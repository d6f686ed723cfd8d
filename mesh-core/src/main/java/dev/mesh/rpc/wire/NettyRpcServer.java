package dev.mesh.rpc.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.ReachableAddress;
import dev.mesh.watch.Subscription;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import org.jspecify.annotations.Nullable;

/**
 * Receives requests over Netty and gives those of members to the handler.
 */
final class NettyRpcServer {

	private final RpcEnvironment environment;

	private final RpcOptions options;

	private final FrameStamps stamps;

	private final RpcEventLoops loops;

	private final RequestHandler handler;

	private final HandshakeRules rules;

	/** Requests of all callers that have not been replied to. */
	private final AtomicInteger load = new AtomicInteger();

	private final ConnectionGate gate;

	private final ChannelGroup connections;

	private final ReplyMemories memories = new ReplyMemories();

	private volatile boolean stopping;

	private @Nullable Channel listener;

	private @Nullable Subscription subscription;

	NettyRpcServer(RpcEnvironment environment, RpcOptions options, FrameStamps stamps, RpcEventLoops loops,
			RequestHandler handler) {
		this.environment = environment;
		this.options = options;
		this.stamps = stamps;
		this.loops = loops;
		this.handler = handler;
		this.connections = new DefaultChannelGroup(loops.loop(0));
		this.rules = new HandshakeRules(environment.clusterName());
		this.gate = new ConnectionGate(options.maxConnections(), WireLimits.maxUnproven(options));
	}

	RpcOptions options() {
		return this.options;
	}

	FrameStamps stamps() {
		return this.stamps;
	}

	HandshakeRules rules() {
		return this.rules;
	}

	/**
	 * Listen. Until this node is a member, whoever connects is refused.
	 * @return the address at which others reach it: a literal, and never one that stands
	 * for all addresses of this host
	 * @throws IllegalStateException if the address cannot be bound
	 */
	synchronized HostPort start() {
		InetAddress reachable = reachable();
		ChannelFuture binding = new ServerBootstrap().group(this.loops.group())
			.channel(this.loops.serverSocketType())
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
					new WriteBufferWaterMark(WireLimits.LOW_WATER_BYTES, WireLimits.HIGH_WATER_BYTES))
			.childHandler(new Accept())
			.bind(this.options.bindAddress(), this.options.port())
			.awaitUninterruptibly();
		if (!binding.isSuccess()) {
			throw new IllegalStateException(
					"calls cannot be received at " + this.options.bindAddress() + ":" + this.options.port() + " ("
							+ binding.cause().getMessage() + "): set mesh.rpc-port to a free port or to 0",
					binding.cause());
		}
		this.listener = binding.channel();
		this.subscription = this.environment.views().watch((view) -> tellAll(ServerEvent.VIEW_CHANGED));
		int port = ((InetSocketAddress) this.listener.localAddress()).getPort();
		return new HostPort(reachable.getHostAddress(), port);
	}

	private InetAddress reachable() {
		try {
			return ReachableAddress.of(this.options.bindAddress());
		}
		catch (IOException ex) {
			throw new IllegalStateException("'mesh.bind-address' is '" + this.options.bindAddress()
					+ "', which is no address of this host (" + ex.getMessage() + "). Write one, as in 127.0.0.1.", ex);
		}
	}

	private void tellAll(ServerEvent event) {
		for (Channel connection : this.connections) {
			connection.pipeline().fireUserEventTriggered(event);
		}
	}

	/**
	 * Stop: take no more connections and requests, wait until the callers have the
	 * replies they wait for, then close. Blocks; not for event loops.
	 * @param grace the longest to wait
	 */
	synchronized void stop(Duration grace) {
		if (this.listener == null) {
			return;
		}
		this.stopping = true;
		this.listener.close().awaitUninterruptibly();
		this.listener = null;
		tellAll(ServerEvent.GO_AWAY);
		this.connections.newCloseFuture().awaitUninterruptibly(grace.toMillis(), TimeUnit.MILLISECONDS);
		if (this.subscription != null) {
			this.subscription.close();
		}
		this.connections.close().awaitUninterruptibly();
	}

	/**
	 * Give a connection whose peer is a member to the frames of its requests.
	 */
	void proven(ChannelHandlerContext ctx, Capabilities theirs, Node member) {
		this.gate.prove(ctx.channel());
		ServerConnection connection = new ServerConnection(ctx.channel(), this.environment, this.options, this.stamps,
				this.handler, this.load, theirs, member, this.memories);
		ctx.pipeline()
			.addLast("frames",
					new ServerFrames(connection, this.environment, this.stamps, ctx.channel().remoteAddress()));
		// the view may have changed since the peer was judged
		ctx.pipeline().fireUserEventTriggered(ServerEvent.VIEW_CHANGED);
	}

	private void admit(Channel channel) {
		Channel evicted = this.gate.enter(channel);
		channel.closeFuture().addListener((closed) -> this.gate.leave(channel));
		if (evicted != null) {
			this.environment.refusals()
				.accept(evicted.remoteAddress(), "there are too many connections: raise mesh.rpc.max-connections");
			Channels.close(evicted);
		}
	}

	/**
	 * Sets up each accepted connection.
	 */
	private final class Accept extends ChannelInitializer<Channel> {

		@Override
		protected void initChannel(Channel channel) {
			admit(channel);
			NettyRpcServer.this.connections.add(channel);
			if (NettyRpcServer.this.stopping) {
				Channels.close(channel);
				return;
			}
			Tls.addTo(channel.pipeline(), NettyRpcServer.this.environment.security(), false,
					NettyRpcServer.this.options.handshakeTimeout());
			FrameDecoder decoder = new FrameDecoder();
			channel.pipeline()
				.addLast("decoder", decoder)
				.addLast("handshake",
						new ServerHandshake(NettyRpcServer.this, NettyRpcServer.this.environment, decoder));
		}

	}

}
