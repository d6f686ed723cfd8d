package dev.mesh.benchmarks.parts;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;

/**
 * Knows who can be reached as a client does that is connected to all, and sends nothing.
 */
final class ConnectedClient implements RpcClient {

	private final Map<NodeId, Node> peers = new ConcurrentHashMap<>();

	ConnectedClient(Collection<Node> peers) {
		peers.forEach((node) -> this.peers.put(node.id(), node));
	}

	@Override
	public Cancellable send(Node target, Request request, RequestHandler.Body body, ReplyHandler handler) {
		handler.onNotExecuted(Reason.NOT_SENT, "nothing is sent here");
		return () -> {
		};
	}

	@Override
	public boolean isReachable(Node node) {
		Node peer = this.peers.get(node.id());
		return peer != null && peer.incarnation() == node.incarnation();
	}

}
