package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.Versions;
import dev.mesh.selector.RendezvousTable;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of one version of a service can go, as of one directory snapshot.
 *
 * @param version tells one table of a service from another; grows
 * @param ready the nodes with a ready instance, in the view's order
 * @param owners who owns which key of the version, or {@code null} if no method of the
 * service is keyed
 * @param hopeful whether an instance may become ready where there is none: some member
 * can host the service and has not failed to, or has not been heard of yet
 */
record RouteTable(long version, List<Target> ready, @Nullable RendezvousTable owners, boolean hopeful) {

	static final RouteTable UNKNOWN = new RouteTable(0, List.of(), null, true);

	boolean isOwnedHere(long keyHash) {
		if (this.owners == null) {
			return false;
		}
		int owner = this.owners.owner(keyHash);
		return owner >= 0 && this.ready.get(owner).local();
	}

	boolean sameNodes(List<Node> nodes) {
		return this.ready.stream().map(Target::node).toList().equals(nodes);
	}

	/**
	 * Find the nodes with ready instances.
	 * @return the nodes in the view's order, by canonical version
	 */
	static SortedMap<String, List<Node>> readyNodes(DirectorySnapshot snapshot, String service) {
		SortedMap<String, List<Node>> nodes = new TreeMap<>(Versions.NEWEST_FIRST);
		for (HostedInstance hosted : snapshot.instancesOf(service)) {
			if (hosted.instance().status() == InstanceStatus.READY) {
				List<Node> known = nodes.computeIfAbsent(Versions.canonical(hosted.instance().service().version()),
						(version) -> new ArrayList<>());
				if (!known.contains(hosted.node())) {
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
