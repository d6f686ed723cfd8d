package dev.mesh.rpc.call;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.stream.StreamOptions;

/**
 * A caller and a node that hosts a service, connected by real sockets.
 */
final class WirePair implements AutoCloseable {

	final TestDirectory directory = new TestDirectory(
			new DirectorySnapshot(0, new View(0, 0, new NodeId(0), List.of()), Map.of()));

	final WireNode caller;

	final WireNode host;

	private final String service;

	private long revision;

	WirePair(Class<?> contract, String service) {
		this(contract, service, LocalCalls.DIRECT);
	}

	WirePair(Class<?> contract, String service, StreamOptions streams) {
		this(contract, service, LocalCalls.DIRECT, streams);
	}

	WirePair(Class<?> contract, String service, LocalCalls localCalls) {
		this(contract, service, localCalls, StreamOptions.defaults());
	}

	private WirePair(Class<?> contract, String service, LocalCalls localCalls, StreamOptions streams) {
		this.service = service;
		this.caller = new WireNode("caller", contract, service, this.directory, localCalls, streams);
		this.host = new WireNode("host", contract, service, this.directory, localCalls, streams);
	}

	InstanceGate hostAt(WireNode node, Object bean) {
		InstanceGate gate = node.host(this.service, bean);
		meet(node);
		return gate;
	}

	/** The caller sees the host at another address. */
	InstanceGate hostBehind(HostPort address, Object bean) {
		this.host.reachedAt(address);
		return hostAt(this.host, bean);
	}

	private void meet(WireNode hosting) {
		List<Node> members = List.of(this.caller.node(), this.host.node());
		View view = new View(++this.revision, 1, members.get(0).id(), members);
		this.caller.publish(view);
		this.host.publish(view);
		Instance instance = new Instance(new ServiceId(this.service, "1"), InstanceStatus.READY, "");
		Map<NodeId, NodeEntry> entries = Stream.of(this.caller, this.host)
			.map((node) -> new NodeEntry(node.node().id(), 1, 1, List.of(),
					(node == hosting) ? List.of(instance) : List.of(), Load.NONE, Map.of()))
			.collect(Collectors.toMap(NodeEntry::node, (entry) -> entry));
		this.directory.publish(new DirectorySnapshot(this.revision, view, entries));
	}

	/** The caller finds the host gone from its view. */
	void loseHost() {
		List<Node> members = List.of(this.caller.node());
		this.caller.publish(new View(++this.revision, 1, members.get(0).id(), members));
	}

	@Override
	public void close() {
		this.caller.close();
		this.host.close();
	}

}
