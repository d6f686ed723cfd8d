package dev.mesh.benchmarks.parts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.call.CallPlane;
import dev.mesh.rpc.call.RecordedCall;
import dev.mesh.rpc.codec.CodecLimits;
import dev.mesh.rpc.codec.ExceptionCodec;
import dev.mesh.rpc.codec.ForyCodec;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.watch.WatchedValue;

/**
 * A caller that hosts nothing, in a cluster of three zones where all other nodes host all
 * services.
 */
final class WideCluster implements AutoCloseable {

	private static final int ZONES = 3;

	private final List<Node> nodes;

	private final List<ServiceId> services;

	private final CallPlane plane;

	WideCluster(int nodes, int services) {
		this.nodes = IntStream.range(0, nodes).mapToObj(WideCluster::node).toList();
		this.services = IntStream.range(0, services).mapToObj((i) -> new ServiceId("service-" + i, "1")).toList();
		this.plane = plane(new WatchedValue<>(snapshot()));
		this.plane.start();
	}

	private static Node node(int i) {
		HostPort address = new HostPort("127.0.0.1", 1 + i);
		return new Node(new NodeId(i), 1, "node-" + i, "zone-" + i % ZONES, "region", Map.of(), Set.of(), 1,
				Role.MEMBER, address, address, Map.of());
	}

	private DirectorySnapshot snapshot() {
		List<Instance> instances = this.services.stream()
			.map((service) -> new Instance(service, InstanceStatus.READY, ""))
			.toList();
		Map<NodeId, NodeEntry> entries = new HashMap<>();
		for (Node node : this.nodes) {
			List<Instance> hosted = node.equals(caller()) ? List.of() : instances;
			entries.put(node.id(), new NodeEntry(node.id(), 1, 1, List.of(), hosted, Load.NONE, Map.of()));
		}
		return new DirectorySnapshot(1, new View(1, 1, caller().id(), this.nodes), entries);
	}

	private Node caller() {
		return this.nodes.get(0);
	}

	private CallPlane plane(WatchedValue<DirectorySnapshot> snapshots) {
		TypeClosure.Builder types = TypeClosure.builder();
		List<Contract> contracts = this.services.stream()
			.map((service) -> Contract.of(Asked.class, service.name(), types::value))
			.toList();
		TypeClosure known = types.build();
		ClassLoader loader = WideCluster.class.getClassLoader();
		ForyCodec codec = new ForyCodec(known, loader, CodecLimits.defaults());
		return CallPlane.builder()
			.self(caller().id())
			.codec(codec, new ExceptionCodec(known, List.of(Asked.class), codec.writer(), loader))
			.client(new ConnectedClient(this.nodes))
			.directory(() -> snapshots)
			.build(contracts);
	}

	/**
	 * Return a call of each service, in no order, so that none is found near the last.
	 */
	RecordedCall[] calls() {
		List<RecordedCall> calls = new ArrayList<>();
		for (ServiceId service : this.services) {
			calls.add(this.plane.recorder(Asked.class, service.name()).record((asked) -> asked.ask(1)));
		}
		Collections.shuffle(calls, new Random(1));
		return calls.toArray(RecordedCall[]::new);
	}

	@Override
	public void close() {
		this.plane.stop();
	}

	/**
	 * The contract of all services.
	 */
	interface Asked {

		long ask(long question);

	}

}
