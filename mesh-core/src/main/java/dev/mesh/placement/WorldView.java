package dev.mesh.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.ServiceSpecText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * Turns the directory into the {@link World}. Where the nodes' configurations differ on a
 * service, the entry that changed last, but for its load, says what is wanted. Owned by
 * one thread.
 */
final class WorldView {

	private static final Logger logger = LoggerFactory.getLogger(PlacementLoop.class);

	private final BackOff backOff;

	private final Weights weights;

	private Measured measured = Measured.NOTHING;

	/** What was logged the last time, so that it is not logged each time. */
	private Set<String> unreadable = Set.of();

	WorldView(BackOff backOff, Weights weights) {
		this.backOff = backOff;
		this.weights = weights;
	}

	/**
	 * Take what nodes reported into account from now on.
	 */
	void measured(Measured reported) {
		this.measured = reported;
	}

	World of(DirectorySnapshot directory, Policy policy) {
		this.backOff.observe(directory.entries());
		Map<ServiceId, Offered> offered = offered(directory);
		List<Host> hosts = new ArrayList<>();
		Set<NodeId> leaving = new HashSet<>();
		for (Node member : directory.view().members()) {
			NodeEntry entry = directory.entries().get(member.id());
			boolean leaves = entry != null && PlacementLoop.isDraining(entry);
			if (leaves) {
				leaving.add(member.id());
			}
			hosts.add(new Host(member, leaves ? Host.Mode.DRAINING : mode(member, policy), 0));
		}
		List<Wanted> services = offered.values().stream().map((one) -> one.wanted(policy)).toList();
		return new World(policy, hosts, services, shown(directory), leaving, this.weights, Basis.of(hosts, services),
				this.measured);
	}

	private static Host.Mode mode(Node node, Policy policy) {
		return policy.modes().getOrDefault(node.name(), Host.Mode.OPEN);
	}

	private Map<ServiceId, Offered> offered(DirectorySnapshot directory) {
		Map<ServiceId, Offered> offered = new TreeMap<>();
		Set<String> failed = new HashSet<>();
		// Nodes of one configuration offer the same, and it is read once.
		Map<ServiceOffer, ServiceSpec> specs = new HashMap<>();
		// In the view's order, which is the same on all nodes.
		for (Node member : directory.view().members()) {
			NodeEntry entry = directory.entries().get(member.id());
			List<ServiceOffer> offers = (entry != null) ? entry.offers() : List.of();
			for (ServiceOffer offer : offers) {
				ServiceSpec known = specs.get(offer);
				ServiceSpec spec = (known != null) ? known : read(member, offer, failed);
				if (entry != null && spec != null) {
					specs.put(offer, spec);
					offered.computeIfAbsent(offer.service(), (service) -> new Offered(spec)).add(entry, spec);
				}
			}
		}
		this.unreadable = failed;
		return offered;
	}

	private @Nullable ServiceSpec read(Node member, ServiceOffer offer, Set<String> failed) {
		try {
			return ServiceSpecText.read(offer.service(), offer.spec());
		}
		catch (IllegalArgumentException ex) {
			String problem = "Node " + member.name() + " offers " + offer.service() + ", but " + ex.getMessage();
			failed.add(problem);
			if (!this.unreadable.contains(problem)) {
				logger.warn("{}. The offer is left out of placement.", problem);
			}
			return null;
		}
	}

	private static Assignment shown(DirectorySnapshot directory) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		for (NodeEntry entry : directory.entries().values()) {
			for (Instance instance : entry.instances()) {
				if (instance.status() != InstanceStatus.FAILED) {
					counts.computeIfAbsent(instance.service(), (service) -> new HashMap<>())
						.merge(entry.node(), 1, Integer::sum);
				}
			}
		}
		return new Assignment(counts);
	}

	/**
	 * What the entries say of one service.
	 */
	private final class Offered {

		private final Set<NodeId> nodes = new HashSet<>();

		private final Map<NodeId, String> barred = new HashMap<>();

		private ServiceSpec spec;

		private long changedAt;

		Offered(ServiceSpec spec) {
			this.spec = spec;
		}

		private void add(NodeEntry entry, ServiceSpec asked) {
			if (Long.compareUnsigned(entry.basis(), this.changedAt) > 0) {
				this.spec = asked;
				this.changedAt = entry.basis();
			}
			this.nodes.add(entry.node());
			String failure = WorldView.this.backOff.bar(entry, asked.service());
			if (failure != null) {
				this.barred.put(entry.node(), failure);
			}
		}

		private Wanted wanted(Policy policy) {
			ServiceSpec holds = policy.topology().applyTo(this.spec);
			Replicas replicas = holds.replicas();
			Policy.Scale scale = policy.scales().getOrDefault(holds.service(), Policy.Scale.NONE);
			int target = replicas.isElastic() ? scale.within(replicas).target() : replicas.min();
			return new Wanted(holds, target, this.nodes, this.barred, 0, Duration.ZERO);
		}

	}

}
