package dev.mesh.rpc.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.watch.Subscription;
import dev.mesh.rpc.server.KeyOwnership;
import dev.mesh.selector.Selectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the directory and keeps the routes of all services up to date. Safe for use by
 * any thread.
 */
final class Routes {

	private final Directory directory;

	private final NodeId self;

	private final Map<String, ServiceRoute> routes;

	private final Map<NodeId, NodeLoad> loads = new ConcurrentHashMap<>();

	private long revision = Long.MIN_VALUE;

	private @Nullable Subscription subscription;

	/**
	 * Make the routes.
	 * @param directory who hosts what
	 * @param self this node
	 * @param keyedByService the services, and whether any of their methods has a key
	 * @param selectors pick the nodes
	 * @param guards keep the calls of each service out of trouble
	 */
	Routes(Directory directory, NodeId self, Map<String, Boolean> keyedByService, Selectors selectors,
			Function<String, ServiceGuard> guards) {
		this.directory = directory;
		this.self = self;
		this.routes = keyedByService.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (entry) -> new ServiceRoute(entry.getKey(),
					entry.getValue(), selectors.forService(entry.getKey()), guards.apply(entry.getKey()))));
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
		this.loads.keySet().removeIf((id) -> snapshot.view().find(id) == null);
		this.routes.values().forEach((route) -> route.update(snapshot, this.self, this::load));
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
		return (keyHash) -> {
			Target owner = route.table().owner(keyHash);
			if (owner != null && !owner.local()) {
				refresh();
				owner = route.table().owner(keyHash);
			}
			return (owner == null || owner.local()) ? null : owner.node();
		};
	}

	/**
	 * Return a member of the view, whether or not it is known to have an instance.
	 * @param id the node
	 * @param route where the calls of the service can go
	 * @return the target, or {@code null} if it is no member
	 */
	@Nullable Target member(NodeId id, ServiceRoute route) {
		Node node = this.directory.snapshot().view().find(id);
		return (node != null) ? route.target(node, id.equals(this.self), load(id)) : null;
	}

	/**
	 * Return the number of the view that this node knows.
	 */
	long viewNumber() {
		return this.directory.snapshot().view().number();
	}

}
