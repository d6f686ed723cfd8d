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

	final TestDirectory directory = new TestDirectory(
			new DirectorySnapshot(0, new View(0, 0, new NodeId(0), List.of()), Map.of()));

	final ScheduledExecutorService eventLoop = new ScheduledThreadPoolExecutor(1,
			(task) -> new Thread(task, "test-event-loop"));

	final WatchedValue<Map<String, RoutePolicy>> policies = new WatchedValue<>(Map.of(), "test-policies");

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
		TestNode node = new TestNode(this, name, this.contracts, settings);
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
		this.directory.publish(new DirectorySnapshot(++this.revision,
				new View(this.revision, 1, members.isEmpty() ? new NodeId(0) : members.get(0).id(), members), entries));
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
