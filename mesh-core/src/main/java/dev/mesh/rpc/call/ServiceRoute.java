package dev.mesh.rpc.call;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.Versions;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.local.LocalService;
import dev.mesh.rpc.resilience.Outliers;
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

	private final LocalService local;

	private final ServiceMeasure measure;

	private final PeerContracts contracts;

	/** What calls with a selector of their own have had prepared. */
	private final PreparedSelections prepared = new PreparedSelections();

	/** Bounded by the calls that wait, each of which removes itself. */
	private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

	private volatile Lanes lanes;

	/** Where all calls go; that of none where each has to be looked at. */
	private volatile RouteTable table;

	/**
	 * Make a route.
	 * @param service the service
	 * @param keyed whether any of its methods has a key
	 * @param selector picks the node of its calls
	 * @param guard keeps its calls out of trouble
	 * @param local its instances on this node
	 * @param measure counts its calls by version, where each is looked at
	 * @param contracts tell how its contract elsewhere fits that here
	 */
	ServiceRoute(String service, boolean keyed, NodeSelector selector, ServiceGuard guard, LocalService local,
			ServiceMeasure measure, PeerContracts contracts) {
		this.service = service;
		this.keyed = keyed;
		this.selector = selector;
		this.guard = guard;
		this.local = local;
		this.measure = measure;
		this.contracts = contracts;
		this.lanes = Lanes.unknown(service);
		this.table = this.lanes.none();
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

	Lanes lanes() {
		return this.lanes;
	}

	/**
	 * Return where calls go that need not be looked at.
	 * @return the table, empty where each call has to be
	 */
	RouteTable table() {
		return this.table;
	}

	/**
	 * Return where calls of a version go.
	 * @param version the canonical version, or {@code null} for that of calls that need
	 * not be looked at
	 * @return the table
	 */
	RouteTable table(@Nullable String version) {
		return (version != null) ? this.lanes.of(version).table() : this.table;
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
	 * Take over a snapshot and a policy; called by one thread at a time.
	 * @param snapshot the snapshot
	 * @param instances the service's instances in it
	 * @param policy the policy, or {@code null} if none is stated
	 * @param self this node
	 * @param loads how busy each node is
	 */
	void update(DirectorySnapshot snapshot, List<HostedInstance> instances, @Nullable RoutePolicy policy, NodeId self,
			Function<NodeId, NodeLoad> loads) {
		Lanes former = this.lanes;
		SortedMap<String, List<Node>> nodes = RouteTable.readyNodes(instances);
		boolean hopeful = RouteTable.isHopeful(snapshot, this.service, wanted(policy));
		List<Node> members = snapshot.view().members();
		if (former.revision() > 0 && former.none().hopeful() == hopeful && sameTargets(former, nodes)
				&& former.none().candidates().members().equals(members) && Objects.equals(former.stated(), policy)) {
			return;
		}
		long revision = former.revision() + 1;
		RouteTable none = new RouteTable(revision, List.of(),
				new Candidates(this.service, List.of(), members, snapshot.view().find(self)),
				(choice) -> Selection.NONE, null, hopeful);
		this.guard.retain(nodes);
		SortedMap<String, RouteTable> ready = new TreeMap<>(Versions.NEWEST_FIRST);
		nodes.forEach((version, hosts) -> ready.put(version, table(none, former.ready().get(version), hosts,
				(node) -> target(version, node, node.id().equals(self), loads.apply(node.id())))));
		adopt(new Lanes(this.service, ready, none, policy, this.measure));
	}

	/** A version that gets no calls gives no hope. */
	private static Predicate<String> wanted(@Nullable RoutePolicy policy) {
		return (version) -> policy == null || policy.weights().isEmpty() || policy.weights().containsKey(version);
	}

	private boolean sameTargets(Lanes former, SortedMap<String, List<Node>> nodes) {
		return former.ready().keySet().equals(nodes.keySet()) && nodes.entrySet()
			.stream()
			.allMatch((entry) -> former.of(entry.getKey()).table().sameTargets(entry.getValue(), this::agreement));
	}

	private RouteTable table(RouteTable none, @Nullable RouteTable former, List<Node> nodes,
			Function<Node, Target> maker) {
		Map<NodeId, Target> known = (former != null) ? former.byNode() : Map.of();
		List<Target> targets = nodes.stream().map((node) -> keep(known.get(node.id()), node, maker)).toList();
		Candidates candidates = new Candidates(this.service, targets, none.candidates().members(),
				none.candidates().caller());
		RendezvousTable owners = (former != null && former.sameNodes(nodes)) ? former.owners() : owners(nodes);
		return new RouteTable(none.version(), targets, candidates, prepare(candidates), owners, none.hopeful());
	}

	/** What is known of how a node answers is kept while it stays. */
	private Target keep(@Nullable Target known, Node node, Function<Node, Target> maker) {
		return (known != null && known.node().equals(node)) ? known.with(agreement(node)) : maker.apply(node);
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

	/**
	 * Make a target of a node.
	 * @param version the canonical version that is called there, or {@code null} for any
	 * @param node the node
	 * @param here whether it is this one
	 * @param load how busy it is
	 * @return the target
	 */
	Target target(@Nullable String version, Node node, boolean here, NodeLoad load) {
		Outliers peers = this.guard.outliers((version != null) ? version : "");
		return new Target(node, here, load, peers, peers.instance(node), agreement(node));
	}

	private Agreement agreement(Node node) {
		return this.contracts.with(node, this.service);
	}

	private @Nullable RendezvousTable owners(Collection<Node> nodes) {
		return (this.keyed && !this.selector.routesKeys()) ? RendezvousTable.of(List.copyOf(nodes)) : null;
	}

	private void adopt(Lanes next) {
		Lane steady = next.steady();
		if (steady == null) {
			this.local.serveByRoute();
		}
		this.lanes = next;
		this.table = (steady != null) ? steady.table() : next.none();
		if (steady != null) {
			this.local.serveDirectly(steady.version());
		}
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
		if (this.lanes.revision() != seen.version()) {
			callback.run();
		}
	}

	void forget(Runnable callback) {
		this.waiting.remove(callback);
	}

}
