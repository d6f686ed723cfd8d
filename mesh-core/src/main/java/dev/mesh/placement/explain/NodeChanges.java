package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Changes of nodes that may help a service: those that keep it off opened, a larger one,
 * a new one.
 */
final class NodeChanges {

	/** So many nodes are looked at for each kind of obstacle. */
	private static final int MAX_NODES = 3;

	private final Scene scene;

	private final Problem problem;

	private final Wanted wanted;

	NodeChanges(Scene scene, ServiceId service) {
		this.scene = scene;
		this.problem = scene.problem;
		this.wanted = scene.wanted(service);
	}

	List<Change> list() {
		List<Change> changes = new ArrayList<>();
		Map<Rule, Integer> looked = new HashMap<>();
		this.scene.hosts.stream().sorted(Comparator.comparingDouble(this::lack)).forEach((host) -> {
			Rule rule = this.scene.evaluation.obstacle(id(), host.node().id());
			if (rule != null && looked.merge(rule, 1, Integer::sum) <= MAX_NODES) {
				add(changes, rule, host);
			}
		});
		if (!this.scene.hosts.isEmpty()) {
			changes.add(newNode());
		}
		return changes;
	}

	private void add(List<Change> changes, Rule rule, Host host) {
		Node node = host.node();
		switch (rule) {
			case CAPACITY -> changes.add(larger(host));
			case CORDONED, DRAINING -> changes.add(Change.host("Uncordon " + node.name() + ".", this.problem,
					new Host(node, Host.Mode.OPEN, host.base())));
			case FAILED_TO_START -> changes.add(service(
					"Mend what keeps " + name() + " from starting on " + node.name() + ": "
							+ this.wanted.barred().get(node.id()) + ".",
					new Wanted(this.wanted.spec(), this.wanted.target(), this.wanted.offered(), without(node),
							this.wanted.load(), this.wanted.startUp())));
			case NOT_OFFERED -> changes.add(service("Offer " + name() + " on " + node.name() + ".",
					new Wanted(this.wanted.spec(), this.wanted.target(), with(this.wanted.offered(), node.id()),
							this.wanted.barred(), this.wanted.load(), this.wanted.startUp())));
			case WHERE -> {
				if (canAdmit()) {
					changes.add(service(
							"Make " + node.name() + " meet " + this.wanted.spec().where() + ", which " + name()
									+ " asks for.",
							SpecDraft.change(this.wanted,
									(draft) -> draft.where = admitting(draft.where, node.name()))));
				}
			}
			default -> {
				// No change of this node alone is known to help.
			}
		}
	}

	private double lack(Host host) {
		return this.wanted.spec().demand() - this.scene.evaluation.room(host.node().id());
	}

	private Change larger(Host host) {
		Node node = host.node();
		double more = Wording.atLeast(lack(host));
		double capacity = Wording.atLeast(node.capacity() + more);
		return Change.host(
				"Raise the capacity of " + node.name() + " by " + Wording.number(more) + " to "
						+ Wording.number(capacity) + ".",
				this.problem,
				new Host(copy(node, node.id(), node.name(), node.zone(), capacity), host.mode(), host.base()));
	}

	private Change service(String order, Wanted changed) {
		return new Change(order, Change.with(this.problem, this.problem.hosts(),
				this.problem.services().stream().map((each) -> each.equals(this.wanted) ? changed : each).toList()));
	}

	/** One as large as the largest, which offers everything. */
	private Change newNode() {
		ServiceSpec spec = this.wanted.spec();
		boolean elsewhere = spec.maxPerZone() != ServiceSpec.UNLIMITED;
		Node like = this.scene.hosts.get(0).node();
		double capacity = this.scene.hosts.stream().mapToDouble((host) -> host.node().capacity()).max().orElse(0);
		double needed = Math.max(capacity, spec.demand());
		NodeId id = LongStream.iterate(1, (value) -> value + 1)
			.mapToObj(NodeId::new)
			.filter((each) -> this.scene.hosts.stream().noneMatch((host) -> host.node().id().equals(each)))
			.findFirst()
			.orElseThrow();
		String name = "new node " + id;
		Node node = copy(like, id, name, elsewhere ? "new zone" : like.zone(), needed);
		List<Host> hosts = new ArrayList<>(this.problem.hosts());
		hosts.add(new Host(node, Host.Mode.OPEN, 0));
		List<Wanted> services = this.problem.services().stream().map((each) -> offered(each, node)).toList();
		return new Change("Add a node" + (elsewhere ? " in another zone" : "") + traits(needed) + ".",
				Change.with(this.problem, hosts, services));
	}

	private String traits(double capacity) {
		ServiceSpec spec = this.wanted.spec();
		List<String> traits = new ArrayList<>();
		if (!spec.where().equals(NodeQuery.ANY)) {
			traits.add(spec.where().toString());
		}
		if (spec.demand() > 0) {
			traits.add("a capacity of " + Wording.number(capacity));
		}
		return (traits.isEmpty() ? "" : " with ") + Wording.list(traits);
	}

	private Wanted offered(Wanted each, Node node) {
		boolean admit = each.equals(this.wanted) && canAdmit();
		Wanted changed = admit ? SpecDraft.change(each, (draft) -> draft.where = admitting(draft.where, node.name()))
				: each;
		return new Wanted(changed.spec(), changed.target(), with(changed.offered(), node.id()), changed.barred(),
				changed.load(), changed.startUp());
	}

	/** The condition, met by a node whatever its labels. */
	private static NodeQuery admitting(NodeQuery where, String node) {
		return where.equals(NodeQuery.ANY) ? where
				: NodeQuery.parse("(" + where + ") || name = '" + node.replace("\\", "\\\\").replace("'", "\\'") + "'");
	}

	/** Whether there is room for a name in the text of the condition. */
	private boolean canAdmit() {
		return this.wanted.spec().where().toString().length() < NodeQuery.MAX_LENGTH / 2;
	}

	private Node copy(Node node, NodeId id, String name, String zone, double capacity) {
		return new Node(id, node.incarnation(), name, zone, node.region(),
				id.equals(node.id()) ? node.labels() : Map.of(), id.equals(node.id()) ? node.tags() : Set.of(),
				capacity, id.equals(node.id()) ? node.role() : Role.MEMBER, node.clusterAddress(), node.rpcAddress(),
				node.contracts());
	}

	private Map<NodeId, String> without(Node node) {
		Map<NodeId, String> barred = new HashMap<>(this.wanted.barred());
		barred.remove(node.id());
		return barred;
	}

	private static Set<NodeId> with(Set<NodeId> nodes, NodeId node) {
		Set<NodeId> more = new HashSet<>(nodes);
		more.add(node);
		return more;
	}

	private ServiceId id() {
		return this.wanted.spec().service();
	}

	private String name() {
		return this.scene.wording.name(id());
	}

}
