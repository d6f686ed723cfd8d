package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.NodeEntry;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.measure.RouteMeasures;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.watch.WatchedValue;
import org.jspecify.annotations.Nullable;

/**
 * Several call planes in one JVM, with a directory that they share.
 */
final class TestCluster implements AutoCloseable {

	final TestCodec codec = new TestCodec();

	private DirectorySnapshot current = new DirectorySnapshot(0, new View(0, 0, new NodeId(0), List.of()), Map.of());

	final ScheduledExecutorService eventLoop = new ScheduledThreadPoolExecutor(1,
			(task) -> new Thread(task, "test-event-loop"));

	final WatchedValue<Map<String, RoutePolicy>> policies = new WatchedValue<>(Map.of());

	final RouteMeasures measures = new RouteMeasures();

	private final List<TestNode> nodes = new ArrayList<>();

	private final List<Contract> contracts = new ArrayList<>();

	private long revision;

	TestCluster know(Class<?> contract, String service) {
		this.contracts.add(Contract.of(contract, service, (type) -> {
		}));
		return this;
	}

	TestNode add(String name) {
		return add(name, (builder) -> builder.routes(this.policies, this.measures).baggage(Set.of("user")));
	}

	void route(String service, String policy) {
		this.policies.update((stated) -> {
			Map<String, RoutePolicy> changed = new HashMap<>(stated);
			changed.put(service, RoutePolicy.parse(policy));
			return changed;
		});
		this.nodes.forEach((node) -> node.plane().refreshRoutes());
	}

	TestNode add(String name, UnaryOperator<CallPlaneBuilder> settings) {
		return add(name, "", settings);
	}

	TestNode add(String name, String zone, UnaryOperator<CallPlaneBuilder> settings) {
		TestNode node = new TestNode(this, name, zone, this.contracts, settings);
		synchronized (this) {
			this.nodes.add(node);
		}
		publish();
		node.plane().start();
		return node;
	}

	synchronized void remove(TestNode node) {
		this.nodes.remove(node);
		publish();
	}

	synchronized void publish() {
		List<Node> members = this.nodes.stream().map(TestNode::node).toList();
		Map<NodeId, NodeEntry> entries = this.nodes.stream()
			.map(TestNode::entry)
			.collect(Collectors.toMap(NodeEntry::node, (entry) -> entry));
		this.current = new DirectorySnapshot(++this.revision,
				new View(this.revision, 1, members.isEmpty() ? new NodeId(0) : members.get(0).id(), members), entries);
		this.nodes.stream().filter((node) -> !node.behind).forEach((node) -> node.directory.publish(this.current));
	}

	/** What a node would see that has not heard of another's instances. */
	synchronized DirectorySnapshot without(TestNode unheard) {
		Map<NodeId, NodeEntry> entries = new HashMap<>(this.current.entries());
		entries.remove(unheard.node().id());
		return new DirectorySnapshot(++this.revision, this.current.view(), entries);
	}

	synchronized DirectorySnapshot snapshot() {
		return this.current;
	}

	synchronized List<TestNode> nodes() {
		return List.copyOf(this.nodes);
	}

	TestNode named(String name) {
		return nodes().stream().filter((node) -> node.node().name().equals(name)).findFirst().orElseThrow();
	}

	synchronized @Nullable TestNode find(Node node) {
		return this.nodes.stream().filter((candidate) -> candidate.node().equals(node)).findFirst().orElse(null);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the event loop ends with the cluster
	void expire(long deadlineNanos, Runnable action) {
		this.eventLoop.schedule(action, deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.nodes.forEach((node) -> node.plane().stop());
		this.eventLoop.shutdownNow();
	}

}
