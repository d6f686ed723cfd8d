package dev.mesh.rpc.call;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;
import dev.mesh.watch.WatchedValue;

/**
 * A call that fails, among nodes that are not there: all of them say that they are busy.
 * It takes the way of a real one, up to the sample that is kept of it, and nobody sees
 * it.
 */
final class Rehearsal implements RpcClient {

	private static final String SERVICE = "rehearsal";

	/**
	 * Make the call.
	 * @param codec for values
	 * @param exceptions for exceptions
	 * @return what is known of it
	 */
	CallReport play(Codec codec, ExceptionFormat exceptions) {
		Node self = node("self", 0);
		List<Node> busy = List.of(node("first", 1), node("second", 2));
		CallPlane plane = CallPlane.builder()
			.self(self.id())
			.codec(codec, exceptions)
			.client(this)
			.directory(directory(self, busy))
			.build(List.of(Contract.of(Scene.class, SERVICE, (type) -> {
			})));
		plane.refreshRoutes();
		try {
			plane.stub(Scene.class).act();
			throw new IllegalStateException("a call succeeded that nobody served");
		}
		catch (NotExecutedException expected) {
			return plane.report();
		}
	}

	private static Directory directory(Node self, List<Node> hosts) {
		Map<NodeId, NodeEntry> entries = Map.of(hosts.get(0).id(), entry(hosts.get(0)), hosts.get(1).id(),
				entry(hosts.get(1)));
		View view = new View(1, 1, self.id(), List.of(self, hosts.get(0), hosts.get(1)));
		WatchedValue<DirectorySnapshot> snapshots = new WatchedValue<>(new DirectorySnapshot(1, view, entries));
		return () -> snapshots;
	}

	private static NodeEntry entry(Node host) {
		Instance instance = new Instance(new ServiceId(SERVICE, "1"), InstanceStatus.READY, "");
		return new NodeEntry(host.id(), 1, 1, List.of(), List.of(instance), Load.NONE, Map.of());
	}

	private static Node node(String name, long id) {
		HostPort nowhere = new HostPort("127.0.0.1", 1);
		return new Node(new NodeId(id), 1, name, "", "", Map.of(), Set.of(), 1, Role.MEMBER, nowhere, nowhere,
				Map.of());
	}

	@Override
	public Cancellable send(Node target, Request request, RequestHandler.Body body, ReplyHandler handler) {
		handler.onNotExecuted(Reason.OVERLOADED, "'" + SERVICE + "' has enough to do here");
		return () -> {
		};
	}

	@Override
	public boolean isReachable(Node node) {
		return true;
	}

	/**
	 * What is called.
	 */
	private interface Scene {

		void act();

	}

}
