package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.selector.Candidates;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.Versions;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.selector.RendezvousTable;
import dev.mesh.selector.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of one version of a service can go, as of one directory snapshot.
 *
 * @param version tells one table of a service from another; grows
 * @param ready the nodes with a ready instance, in the view's order
 * @param candidates the same for selectors, with who may call them
 * @param selection the service's selector, prepared for them
 * @param owners who owns which key of the version, or {@code null} if no method of the
 * service is keyed or the selector routes keys
 * @param hopeful whether an instance may become ready where there is none: some member
 * can host the service and has not failed to, or has not been heard of yet
 */
record RouteTable(long version, List<Target> ready, Candidates candidates, Selection selection,
		@Nullable RendezvousTable owners, boolean hopeful) {

	/**
	 * Make the table of a service of which nothing is known yet.
	 * @param service the service
	 * @return the table
	 */
	static RouteTable unknown(String service) {
		return new RouteTable(0, List.of(), new Candidates(service, List.of(), List.of(), null),
				(choice) -> Selection.NONE, null, true);
	}

	boolean isOwnedHere(long keyHash) {
		Target owner = owner(keyHash);
		return owner != null && owner.local();
	}

	/**
	 * Return who owns a key and must serve its calls.
	 * @param keyHash the key's hash
	 * @return the owner, or {@code null} if keys are not owned or there is no instance
	 */
	@Nullable Target owner(long keyHash) {
		int owner = (this.owners != null) ? this.owners.owner(keyHash) : Selection.NONE;
		return (owner >= 0) ? this.ready.get(owner) : null;
	}

	/**
	 * Return the target on a node.
	 * @param node the node
	 * @return its index, or {@link Selection#NONE} if there is none
	 */
	int indexOf(NodeId node) {
		for (int i = 0; i < this.ready.size(); i++) {
			if (this.ready.get(i).node().id().equals(node)) {
				return i;
			}
		}
		return Selection.NONE;
	}

	Map<NodeId, Target> byNode() {
		return this.ready.stream().collect(Collectors.toMap((target) -> target.node().id(), Function.identity()));
	}

	boolean sameNodes(List<Node> nodes) {
		return this.ready.stream().map(Target::node).toList().equals(nodes);
	}

	/**
	 * Tell whether the same calls can go to the same nodes.
	 * @param nodes the nodes
	 * @param agreements how the service's contract on a node fits that here
	 */
	@SuppressWarnings("ReferenceEquality") // the same object while nothing is learned
	boolean sameTargets(List<Node> nodes, Function<Node, Agreement> agreements) {
		return sameNodes(nodes)
				&& this.ready.stream().allMatch((target) -> target.agreement() == agreements.apply(target.node()));
	}

	/**
	 * Find the nodes with ready instances.
	 * @param instances the instances of the service, in the view's order
	 * @return the nodes in the view's order, by canonical version
	 */
	@SuppressWarnings("ReferenceEquality") // the instances of a node follow each other
	static SortedMap<String, List<Node>> readyNodes(List<HostedInstance> instances) {
		SortedMap<String, List<Node>> nodes = new TreeMap<>(Versions.NEWEST_FIRST);
		for (HostedInstance hosted : instances) {
			if (hosted.instance().status() == InstanceStatus.READY) {
				List<Node> known = nodes.computeIfAbsent(Versions.canonical(hosted.instance().service().version()),
						(version) -> new ArrayList<>());
				if (known.isEmpty() || known.get(known.size() - 1) != hosted.node()) {
					known.add(hosted.node());
				}
			}
		}
		return nodes;
	}

	static boolean isHopeful(DirectorySnapshot snapshot, String service, Predicate<String> versions) {
		List<Node> members = snapshot.view().members();
		Predicate<ServiceId> wanted = (id) -> id.name().equals(service)
				&& versions.test(Versions.canonical(id.version()));
		return members.isEmpty() || members.stream().anyMatch((node) -> isHopeful(snapshot, wanted, node));
	}

	private static boolean isHopeful(DirectorySnapshot snapshot, Predicate<ServiceId> wanted, Node node) {
		NodeEntry entry = snapshot.entries().get(node.id());
		if (entry == null) {
			return true;
		}
		return entry.offers()
			.stream()
			.anyMatch((offer) -> wanted.test(offer.service()) && entry.instances()
				.stream()
				.noneMatch((instance) -> instance.service().equals(offer.service())
						&& instance.status() == InstanceStatus.FAILED));
	}

	static String describe(DirectorySnapshot snapshot, String service) {
		List<HostedInstance> instances = snapshot.instancesOf(service);
		if (instances.isEmpty()) {
			return "none is known in view " + snapshot.view().number() + " of " + snapshot.view().members().size()
					+ " node(s)";
		}
		return instances.stream()
			.map((hosted) -> hosted.node().name() + " " + hosted.instance().status()
					+ (hosted.instance().detail().isEmpty() ? "" : " (" + hosted.instance().detail() + ")"))
			.collect(Collectors.joining(", "));
	}

}
