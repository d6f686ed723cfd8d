package dev.mesh.rpc.wire;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.watch.Subscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over Netty. Connections to nodes that leave the view are closed as soon
 * as the view says so.
 */
final class NettyRpcClient implements RpcClient {

	private final RpcEnvironment environment;

	private final RpcOptions options;

	private final RpcEventLoops loops;

	private final Connector connector;

	private final ConcurrentMap<NodeId, Peer> peers = new ConcurrentHashMap<>();

	private volatile boolean running;

	private @Nullable Subscription subscription;

	NettyRpcClient(RpcEnvironment environment, RpcOptions options, FrameStamps stamps, RpcEventLoops loops) {
		this.environment = environment;
		this.options = options;
		this.loops = loops;
		this.connector = new Connector(environment, options, stamps, loops);
	}

	synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.subscription = this.environment.views().watch(this::onView);
		}
	}

	/**
	 * Close all connections. What was sent ends as outcome unknown.
	 */
	synchronized void stop() {
		this.running = false;
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
		this.peers.values().removeIf((peer) -> {
			peer.close("this node is stopping");
			return true;
		});
	}

	private void onView(View view) {
		long selfIncarnation = this.environment.self().get().incarnation();
		for (Peer peer : this.peers.values()) {
			if (isMember(view, peer.node())) {
				peer.renew(selfIncarnation);
			}
			else {
				drop(peer, "node '" + peer.node().name() + "' is not in the view any more");
			}
		}
	}

	private void drop(Peer peer, String message) {
		this.peers.remove(peer.node().id(), peer);
		peer.close(message);
	}

	@Override
	public Cancellable send(Node target, Request request, RequestHandler.Body body, ReplyHandler handler) {
		ByteBuf frame = encode(request, 0, body);
		return send(target, new PendingCall(handler, request.deadlineNanos(), PendingCall.Manner.of(request), frame),
				frame);
	}

	@Override
	public Cancellable open(Node target, Request request, RequestHandler.Body body, ReplyHandler handler,
			StreamHandler streams) {
		ByteBuf frame = encode(request, RequestFlags.STREAMS, body);
		return send(target, new PendingCall(handler, request.deadlineNanos(), frame, streams), frame);
	}

	private Cancellable send(Node target, PendingCall call, ByteBuf frame) {
		if (frame.readableBytes() > this.options.maxFrameBytes()) {
			refuse(call, Reason.TOO_LARGE, "the request takes %d bytes and a frame at most %d: raise mesh.rpc.max-frame"
				.formatted(frame.readableBytes(), this.options.maxFrameBytes()));
		}
		else {
			send(target, call);
		}
		return call;
	}

	private static ByteBuf encode(Request request, int more, RequestHandler.Body body) {
		ByteBuf frame = Frame.begin(ByteBufAllocator.DEFAULT, Frame.REQUEST_HEADER_BYTES);
		try {
			body.writeTo(frame);
		}
		catch (Throwable ex) {
			frame.release();
			throw ex;
		}
		Frame.setMethod(frame, request.methodId());
		int context = body.hasContext() ? RequestFlags.CONTEXT : 0;
		return Frame.seal(frame, FrameKind.REQUEST, RequestFlags.of(request) | context | more);
	}

	private void send(Node target, PendingCall call) {
		Peer peer = peer(target);
		if (peer != null) {
			peer.send(call);
		}
		else {
			refuse(call, Reason.NOT_SENT, this.running ? "node '" + target.name() + "' is not in the view"
					: "the transport of this node is stopped");
		}
	}

	private static void refuse(PendingCall call, Reason reason, String message) {
		call.releaseFrame();
		call.notExecuted(reason, message);
	}

	private @Nullable Peer peer(Node target) {
		Peer known = this.peers.get(target.id());
		if (known != null && known.node().incarnation() == target.incarnation()) {
			return known;
		}
		return introduce(target);
	}

	private synchronized @Nullable Peer introduce(Node target) {
		if (!this.running || !isMember(this.environment.views().get(), target)) {
			return null;
		}
		Peer known = this.peers.get(target.id());
		if (known != null && known.node().incarnation() == target.incarnation()) {
			return known;
		}
		if (known != null) {
			drop(known, "node '" + target.name() + "' has rejoined");
		}
		Peer introduced = new Peer(target, this.loops, this.connector);
		this.peers.put(target.id(), introduced);
		if (!isMember(this.environment.views().get(), target)) {
			// it left meanwhile, and onView may have passed before it was to be found
			drop(introduced, "node '" + target.name() + "' is not in the view any more");
		}
		return introduced;
	}

	private static boolean isMember(View view, Node node) {
		return view.contains(node.id(), node.incarnation());
	}

	@Override
	public boolean isReachable(Node node) {
		Peer peer = this.peers.get(node.id());
		if (peer != null && peer.node().incarnation() == node.incarnation()) {
			return peer.isReachable();
		}
		return this.running && isMember(this.environment.views().get(), node);
	}

}
