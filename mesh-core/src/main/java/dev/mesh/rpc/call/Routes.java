package dev.mesh.rpc.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.rpc.resilience.InstanceHealth;
import dev.mesh.watch.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Follows the directory and keeps the routes of all services up to date. Safe for use by
 * any thread.
 */
final class Routes {

	private final Directory directory;

	private final NodeId self;

	private final Map<String, ServiceRoute> routes;

	private final Map<NodeId, AtomicInteger> inFlight = new ConcurrentHashMap<>();

	private long revision = Long.MIN_VALUE;

	private @Nullable Subscription subscription;

	Routes(Directory directory, NodeId self, Map<String, Boolean> keyedByService,
			Function<String, ServiceGuard> guards) {
		this.directory = directory;
		this.self = self;
		this.routes = keyedByService.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
					(entry) -> new ServiceRoute(entry.getKey(), entry.getValue(), guards.apply(entry.getKey()))));
	}

	ServiceRoute route(String service) {
		ServiceRoute route = this.routes.get(service);
		if (route == null) {
			throw new IllegalArgumentException(
					"no contract of service '" + service + "' is known: name it when the node is made");
		}
		return route;
	}

	synchronized void start() {
		if (this.subscription == null) {
			refresh();
			this.subscription = this.directory.snapshots().watch(this::update);
		}
	}

	synchronized void stop() {
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
	}

	/**
	 * Look at the directory now, ahead of its notifier.
	 */
	void refresh() {
		update(this.directory.snapshot());
	}

	String describe(String service) {
		return RouteTable.describe(this.directory.snapshot(), service);
	}

	private synchronized void update(DirectorySnapshot snapshot) {
		if (snapshot.revision() <= this.revision) {
			return;
		}
		this.revision = snapshot.revision();
		this.inFlight.keySet().removeIf((id) -> snapshot.view().find(id) == null);
		this.routes.values().forEach((route) -> route.update(snapshot, this::target));
	}

	private Target target(Node node, InstanceHealth health) {
		return new Target(node, node.id().equals(this.self),
				this.inFlight.computeIfAbsent(node.id(), (id) -> new AtomicInteger()), health);
	}

}
