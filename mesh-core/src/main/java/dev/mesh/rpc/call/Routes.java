package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.route.RoutePolicy;
import dev.mesh.watch.Subscription;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.server.KeyOwnership;
import dev.mesh.watch.Watched;
import org.jspecify.annotations.Nullable;

/**
 * Follows the directory and the policies and keeps the routes of all services up to date.
 * Safe for use by any thread.
 */
final class Routes {

	private final Directory directory;

	private final NodeId self;

	private final Map<String, ServiceRoute> routes;

	private final Map<NodeId, NodeLoad> loads = new ConcurrentHashMap<>();

	private final Watched<Map<String, RoutePolicy>> policies;

	private final PeerContracts contracts;

	private final List<Subscription> subscriptions = new ArrayList<>();

	private @Nullable DirectorySnapshot seen;

	private Map<String, RoutePolicy> policiesSeen = Map.of();

	private long contractsSeen = Long.MIN_VALUE;

	/**
	 * Make the routes.
	 * @param directory who hosts what
	 * @param self this node
	 * @param policies the traffic policies by service
	 * @param contracts tell how contracts elsewhere fit those here
	 * @param maker makes the route of a service
	 * @param services the names of the services
	 */
	Routes(Directory directory, NodeId self, Watched<Map<String, RoutePolicy>> policies, PeerContracts contracts,
			Function<String, ServiceRoute> maker, Set<String> services) {
		this.directory = directory;
		this.self = self;
		this.policies = policies;
		this.contracts = contracts;
		this.routes = services.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), maker));
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
			this.subscriptions.add(this.contracts.revisions().watch((learned) -> refresh()));
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
		update(this.directory.snapshot(), this.policies.get(), this.contracts.revisions().get());
	}

	String describe(String service) {
		RoutePolicy stated = this.policies.get().get(service);
		String route = (stated != null) ? "; its route is " + stated : "";
		return RouteTable.describe(this.directory.snapshot(), service) + route;
	}

	@SuppressWarnings("ReferenceEquality") // each change of a policy makes a new map
	private void update(DirectorySnapshot snapshot, Map<String, RoutePolicy> stated, long learned) {
		DirectorySnapshot before = this.seen;
		boolean sameRules = stated == this.policiesSeen && learned == this.contractsSeen;
		if (before != null && snapshot.revision() <= before.revision() && sameRules) {
			return;
		}
		Set<String> changed = (before != null && sameRules) ? snapshot.servicesChangedSince(before) : null;
		this.seen = snapshot;
		this.policiesSeen = stated;
		this.contractsSeen = learned;
		if (changed == null) {
			this.loads.keySet().removeIf((id) -> snapshot.view().find(id) == null);
			update(this.routes.keySet(), snapshot, stated);
		}
		else if (!changed.isEmpty()) {
			changed.retainAll(this.routes.keySet());
			update(changed, snapshot, stated);
		}
	}

	private void update(Set<String> services, DirectorySnapshot snapshot, Map<String, RoutePolicy> stated) {
		Map<String, List<HostedInstance>> instances = snapshot.instancesByService();
		services.forEach((service) -> route(service).update(snapshot, instances.getOrDefault(service, List.of()),
				stated.get(service), this.self, this::load));
	}

	private NodeLoad load(NodeId node) {
		return this.loads.computeIfAbsent(node, (id) -> new NodeLoad());
	}

	/**
	 * Return who tells the keys of a service that are served elsewhere. Before it names
	 * another node it looks at the directory: a caller may have heard of this one before
	 * our notifier.
	 * @param service the service
	 * @return the ownership of its keys
	 */
	KeyOwnership ownership(String service) {
		ServiceRoute route = route(service);
		return (version, keyHash) -> {
			Target owner = route.table(version).owner(keyHash);
			if (owner != null && !owner.local()) {
				refresh();
				owner = route.table(version).owner(keyHash);
			}
			return (owner == null || owner.local()) ? null : owner.node();
		};
	}

	/**
	 * Return a member of the view, whether or not it is known to have an instance.
	 * @param id the node
	 * @param route where the calls of the service can go
	 * @param version the canonical version that is called, or {@code null} for any
	 * @return the target, or {@code null} if it is no member
	 */
	@Nullable Target member(NodeId id, ServiceRoute route, @Nullable String version) {
		Node node = this.directory.snapshot().view().find(id);
		return (node != null) ? route.target(version, node, id.equals(this.self), load(id)) : null;
	}

	DirectorySnapshot snapshot() {
		return this.directory.snapshot();
	}

	/**
	 * Return the number of the view that this node knows.
	 */
	long viewNumber() {
		return this.directory.snapshot().view().number();
	}

}
