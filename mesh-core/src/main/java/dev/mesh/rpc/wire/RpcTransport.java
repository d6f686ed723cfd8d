package dev.mesh.rpc.wire;

import java.time.Duration;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one node, both directions: a server that receives them, a client that
 * sends them and the event loops the two share.
 * <p>
 * Start it before the node joins, as the address goes into what the node says of itself;
 * until there is a view with both ends in it nobody is let in and nothing can be sent.
 * Stop it after the node has stopped calling others. It can be started again; the port is
 * then a new one if any free one was asked for. Safe for use by any thread, except that
 * start and stop block and are not for event loops.
 */
public final class RpcTransport {

	private final RpcEnvironment environment;

	private final RpcOptions options;

	private final RequestHandler handler;

	private final FrameStamps stamps;

	private final RpcClient client = new CurrentClient();

	private volatile @Nullable Running running;

	/**
	 * Make a transport.
	 * @param environment what it needs to know of its node
	 * @param options bounds and settings
	 * @param handler serves the requests that reach this node
	 */
	public RpcTransport(RpcEnvironment environment, RpcOptions options, RequestHandler handler) {
		this.environment = environment;
		this.options = options;
		this.handler = handler;
		this.stamps = new FrameStamps(environment);
	}

	/**
	 * Listen and be ready to send; does nothing if that is so already.
	 * @return the address at which others reach it: a literal, and never one that stands
	 * for all addresses of this host
	 * @throws IllegalStateException if the address cannot be bound
	 */
	public synchronized HostPort start() {
		Running current = this.running;
		if (current != null) {
			return current.address();
		}
		RpcEventLoops loops = new RpcEventLoops(this.options.eventLoops());
		NettyRpcServer server = new NettyRpcServer(this.environment, this.options, this.stamps, loops, this.handler);
		try {
			HostPort address = server.start();
			NettyRpcClient started = new NettyRpcClient(this.environment, this.options, this.stamps, loops);
			started.start();
			this.running = new Running(loops, server, started, address);
			return address;
		}
		catch (RuntimeException ex) {
			loops.stop();
			throw ex;
		}
	}

	/**
	 * Stop: first receiving, so that callers go elsewhere and get the replies they wait
	 * for; then sending; then the threads. Does nothing if it is not started.
	 * @param grace the longest to wait for requests being served
	 */
	public synchronized void stop(Duration grace) {
		Running current = this.running;
		if (current == null) {
			return;
		}
		current.server().stop(grace);
		this.running = null;
		current.client().stop();
		current.loops().stop();
	}

	/**
	 * Load what the first frame would otherwise wait for: Netty's buffers, and Flight
	 * Recorder, which is told of their chunks. Takes some hundred milliseconds once per
	 * JVM, started or not: call it off the start-up path.
	 */
	public void warmUp() {
		Frame.begin(ByteBufAllocator.DEFAULT, Frame.REQUEST_HEADER_BYTES).release();
	}

	/**
	 * Return what sends requests; the same over restarts.
	 * @return the client
	 */
	public RpcClient client() {
		return this.client;
	}

	/**
	 * Return how many frames of members carried a time from beyond the allowed drift.
	 * @return the number since this object was made
	 */
	public long refusedStamps() {
		return this.stamps.refused();
	}

	private record Running(RpcEventLoops loops, NettyRpcServer server, NettyRpcClient client, HostPort address) {

	}

	/**
	 * Sends through the client of the current start.
	 */
	private final class CurrentClient implements RpcClient {

		@Override
		public Cancellable send(Node target, Request request, RequestHandler.Body body, ReplyHandler replyHandler) {
			Running current = RpcTransport.this.running;
			if (current == null) {
				replyHandler.onNotExecuted(Reason.NOT_SENT, "the transport of this node is not started");
				return () -> {
				};
			}
			return current.client().send(target, request, body, replyHandler);
		}

		@Override
		public Cancellable open(Node target, Request request, RequestHandler.Body body, ReplyHandler replyHandler,
				StreamHandler streams) {
			Running current = RpcTransport.this.running;
			if (current == null) {
				replyHandler.onNotExecuted(Reason.NOT_SENT, "the transport of this node is not started");
				return () -> {
				};
			}
			return current.client().open(target, request, body, replyHandler, streams);
		}

		@Override
		public boolean isReachable(Node node) {
			Running current = RpcTransport.this.running;
			return current != null && current.client().isReachable(node);
		}

	}

}
