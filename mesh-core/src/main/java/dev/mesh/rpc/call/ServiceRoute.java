package dev.mesh.rpc.call;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Versions;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.rpc.local.LocalService;
import dev.mesh.selector.RendezvousTable;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of one service can go, now and from now on. Safe for use by any thread.
 */
final class ServiceRoute {

	private final String service;

	private final boolean keyed;

	private final LocalService local;

	private final ServiceMeasure measure;

	/** Bounded by the calls that wait, each of which removes itself. */
	private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

	private volatile Lanes lanes = Lanes.UNKNOWN;

	/** Where all calls go; that of none where each has to be looked at. */
	private volatile RouteTable table = RouteTable.UNKNOWN;

	ServiceRoute(String service, boolean keyed, LocalService local, ServiceMeasure measure) {
		this.service = service;
		this.keyed = keyed;
		this.local = local;
		this.measure = measure;
	}

	String service() {
		return this.service;
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
	 * Take over a snapshot and a policy; called by one thread at a time.
	 * @param snapshot the snapshot
	 * @param policy the policy, or {@code null} if none is stated
	 * @param targets makes a target of a node
	 */
	void update(DirectorySnapshot snapshot, @Nullable RoutePolicy policy, Function<Node, Target> targets) {
		Lanes former = this.lanes;
		SortedMap<String, List<Node>> nodes = RouteTable.readyNodes(snapshot, this.service);
		boolean hopeful = RouteTable.isHopeful(snapshot, this.service, wanted(policy));
		if (former.revision() > 0 && former.none().hopeful() == hopeful && sameNodes(former, nodes)
				&& Objects.equals(former.stated(), policy)) {
			return;
		}
		long revision = former.revision() + 1;
		SortedMap<String, RouteTable> ready = new TreeMap<>(Versions.NEWEST_FIRST);
		nodes.forEach((version, hosts) -> ready.put(version,
				table(revision, former.ready().get(version), hosts, hopeful, targets)));
		adopt(new Lanes(this.service, ready, new RouteTable(revision, List.of(), null, hopeful), policy, this.measure));
	}

	/** A version that gets no calls gives no hope. */
	private static Predicate<String> wanted(@Nullable RoutePolicy policy) {
		return (version) -> policy == null || policy.weights().isEmpty() || policy.weights().containsKey(version);
	}

	private static boolean sameNodes(Lanes former, SortedMap<String, List<Node>> nodes) {
		return former.ready().keySet().equals(nodes.keySet()) && nodes.entrySet()
			.stream()
			.allMatch((entry) -> former.of(entry.getKey()).table().sameNodes(entry.getValue()));
	}

	private RouteTable table(long revision, @Nullable RouteTable former, List<Node> nodes, boolean hopeful,
			Function<Node, Target> targets) {
		if (former != null && former.sameNodes(nodes)) {
			return new RouteTable(revision, former.ready(), former.owners(), hopeful);
		}
		RendezvousTable owners = this.keyed ? RendezvousTable.of(nodes.stream().map(Node::name).toList()) : null;
		return new RouteTable(revision, nodes.stream().map(targets).toList(), owners, hopeful);
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
