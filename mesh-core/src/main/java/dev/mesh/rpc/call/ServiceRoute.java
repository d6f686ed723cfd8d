package dev.mesh.rpc.call;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.rpc.resilience.InstanceHealth;
import dev.mesh.selector.RendezvousTable;

/**
 * Where the calls of one service can go, now and from now on. Safe for use by any thread.
 */
final class ServiceRoute {

	private final String service;

	private final boolean keyed;

	private final ServiceGuard guard;

	/** Bounded by the calls that wait, each of which removes itself. */
	private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

	private volatile RouteTable table = RouteTable.UNKNOWN;

	ServiceRoute(String service, boolean keyed, ServiceGuard guard) {
		this.service = service;
		this.keyed = keyed;
		this.guard = guard;
	}

	String service() {
		return this.service;
	}

	ServiceGuard guard() {
		return this.guard;
	}

	RouteTable table() {
		return this.table;
	}

	/**
	 * Take over a snapshot; called by one thread at a time.
	 * @param snapshot the snapshot
	 * @param targets makes a target of a node and the health of its instance
	 */
	void update(DirectorySnapshot snapshot, BiFunction<Node, InstanceHealth, Target> targets) {
		RouteTable former = this.table;
		List<Node> nodes = RouteTable.readyNodes(snapshot, this.service);
		boolean hopeful = RouteTable.isHopeful(snapshot, this.service);
		if (former.version() > 0 && former.hopeful() == hopeful && former.sameNodes(nodes)) {
			return;
		}
		RendezvousTable owners = this.keyed ? RendezvousTable.of(nodes.stream().map(Node::name).toList()) : null;
		this.guard.outliers().retain(nodes);
		List<Target> ready = nodes.stream()
			.map((node) -> targets.apply(node, this.guard.outliers().instance(node)))
			.toList();
		this.table = new RouteTable(former.version() + 1, ready, owners, hopeful);
		this.waiting.forEach(Runnable::run);
	}

	/**
	 * Call back when the table is another one than that seen; at once if it already is.
	 * May call more than once.
	 * @param seen the table that did not help
	 * @param callback must not block
	 */
	void onChange(RouteTable seen, Runnable callback) {
		this.waiting.add(callback);
		if (this.table.version() != seen.version()) {
			callback.run();
		}
	}

	void forget(Runnable callback) {
		this.waiting.remove(callback);
	}

}
