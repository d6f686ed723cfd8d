package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.measure.RouteMeasures;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;

/**
 * Follows the directory and the policies and keeps the routes of all services up to date.
 * Safe for use by any thread.
 */
final class Routes {

	private final Directory directory;

	private final NodeId self;

	private final Map<String, ServiceRoute> routes;

	private final Map<NodeId, AtomicInteger> inFlight = new ConcurrentHashMap<>();

	private final Watched<Map<String, RoutePolicy>> policies;

	private final List<Subscription> subscriptions = new ArrayList<>();

	private long revision = Long.MIN_VALUE;

	private Map<String, RoutePolicy> policiesSeen = Map.of();

	Routes(Directory directory, NodeId self, Map<String, Boolean> keyedByService,
			Watched<Map<String, RoutePolicy>> policies, LocalInstances instances, RouteMeasures measures) {
		this.directory = directory;
		this.self = self;
		this.policies = policies;
		this.routes = keyedByService.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (entry) -> new ServiceRoute(entry.getKey(),
					entry.getValue(), instances.service(entry.getKey()), measures.service(entry.getKey()))));
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
		if (this.subscriptions.isEmpty()) {
			refresh();
			this.subscriptions.add(this.directory.snapshots().watch((snapshot) -> refresh()));
			this.subscriptions.add(this.policies.watch((stated) -> refresh()));
		}
	}

	synchronized void stop() {
		this.subscriptions.forEach(Subscription::close);
		this.subscriptions.clear();
	}

	/**
	 * Look at the directory and the policies now, ahead of their notifiers.
	 */
	synchronized void refresh() {
		update(this.directory.snapshot(), this.policies.get());
	}

	String describe(String service) {
		RoutePolicy stated = this.policies.get().get(service);
		String route = (stated != null) ? "; its route is " + stated : "";
		return RouteTable.describe(this.directory.snapshot(), service) + route;
	}

	@SuppressWarnings("ReferenceEquality") // each change of a policy makes a new map
	private void update(DirectorySnapshot snapshot, Map<String, RoutePolicy> stated) {
		if (snapshot.revision() <= this.revision && stated == this.policiesSeen) {
			return;
		}
		this.revision = snapshot.revision();
		this.policiesSeen = stated;
		this.inFlight.keySet().removeIf((id) -> snapshot.view().find(id) == null);
		this.routes.forEach((service, route) -> route.update(snapshot, stated.get(service), this::target));
	}

	private Target target(Node node) {
		return new Target(node, node.id().equals(this.self),
				this.inFlight.computeIfAbsent(node.id(), (id) -> new AtomicInteger()));
	}

}
