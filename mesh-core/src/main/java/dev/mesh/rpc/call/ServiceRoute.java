package dev.mesh.rpc.call;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.selector.Candidates;
import dev.mesh.selector.Locality;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.RendezvousTable;
import dev.mesh.selector.Selection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the calls of one service can go, now and from now on. Safe for use by any thread.
 */
final class ServiceRoute {

	private static final Logger logger = LoggerFactory.getLogger(ServiceRoute.class);

	private final String service;

	private final boolean keyed;

	private final NodeSelector selector;

	private final ServiceGuard guard;

	/** What calls with a selector of their own have had prepared. */
	private final PreparedSelections prepared = new PreparedSelections();

	/** Bounded by the calls that wait, each of which removes itself. */
	private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

	private volatile RouteTable table;

	/**
	 * Make a route.
	 * @param service the service
	 * @param keyed whether any of its methods has a key
	 * @param selector picks the node of its calls
	 * @param guard keeps its calls out of trouble
	 */
	ServiceRoute(String service, boolean keyed, NodeSelector selector, ServiceGuard guard) {
		this.service = service;
		this.keyed = keyed;
		this.selector = selector;
		this.guard = guard;
		this.table = RouteTable.unknown(service);
	}

	String service() {
		return this.service;
	}

	ServiceGuard guard() {
		return this.guard;
	}

	NodeSelector selector() {
		return this.selector;
	}

	RouteTable table() {
		return this.table;
	}

	/**
	 * Return a selector that one call brought along, prepared for a table.
	 * @param selection the selector
	 * @param current the table
	 * @return picks among the table's targets
	 */
	Selection prepared(NodeSelector selection, RouteTable current) {
		return this.prepared.get(selection, current);
	}

	/**
	 * Take over a snapshot; called by one thread at a time.
	 * @param snapshot the snapshot
	 * @param self this node
	 * @param loads how busy each node is
	 */
	void update(DirectorySnapshot snapshot, NodeId self, Function<NodeId, NodeLoad> loads) {
		RouteTable former = this.table;
		List<Node> nodes = RouteTable.readyNodes(snapshot, this.service);
		boolean hopeful = RouteTable.isHopeful(snapshot, this.service);
		List<Node> members = snapshot.view().members();
		boolean sameNodes = former.sameNodes(nodes);
		if (former.version() > 0 && former.hopeful() == hopeful && sameNodes
				&& former.candidates().members().equals(members)) {
			return;
		}
		this.guard.outliers().retain(nodes);
		List<Target> targets = nodes.stream().map((node) -> target(former, node, self, loads)).toList();
		Candidates candidates = new Candidates(this.service, targets, members, snapshot.view().find(self));
		Selection selection = targets.isEmpty() ? (choice) -> Selection.NONE : prepare(candidates);
		RendezvousTable owners = (sameNodes && former.version() > 0) ? former.owners() : owners(nodes);
		this.table = new RouteTable(former.version() + 1, targets, candidates, selection, owners, hopeful);
		this.waiting.forEach(Runnable::run);
	}

	/** What a user's selector throws must not keep the routes of others as they were. */
	private Selection prepare(Candidates candidates) {
		try {
			return this.selector.prepare(candidates);
		}
		catch (RuntimeException ex) {
			logger.error("The selector of '{}' cannot be used with {}: calls go to the nearest until it can",
					this.service, candidates.all(), ex);
			return new Locality().prepare(candidates);
		}
	}

	private Target target(RouteTable former, Node node, NodeId self, Function<NodeId, NodeLoad> loads) {
		int known = former.indexOf(node.id());
		if (known >= 0 && former.ready().get(known).node().equals(node)) {
			return former.ready().get(known);
		}
		return target(node, node.id().equals(self), loads.apply(node.id()));
	}

	/**
	 * Make a target of a node.
	 * @param node the node
	 * @param local whether it is this one
	 * @param load how busy it is
	 * @return the target
	 */
	Target target(Node node, boolean local, NodeLoad load) {
		return new Target(node, local, load, this.guard.outliers().instance(node));
	}

	private @Nullable RendezvousTable owners(List<Node> nodes) {
		return (this.keyed && !this.selector.routesKeys()) ? RendezvousTable.of(nodes) : null;
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
