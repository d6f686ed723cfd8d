package dev.mesh.placement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * Turns the directory into what a planner plans for. Where the nodes' configurations
 * differ on a service, the entry written last says how many instances are wanted.
 */
final class World {

	private static final Logger logger = LoggerFactory.getLogger(PlacementLoop.class);

	private final BackOff backOff;

	/** What was logged when planning last, so that it is not logged each time. */
	private Set<String> unreadable = Set.of();

	World(BackOff backOff) {
		this.backOff = backOff;
	}

	Planner.Snapshot of(DirectorySnapshot directory, Plan current) {
		this.backOff.observe(directory.entries());
		Map<ServiceId, Wanted> wanted = new TreeMap<>();
		Set<String> unreadable = new HashSet<>();
		// In the view's order, which is the same on all nodes.
		for (Node member : directory.view().members()) {
			NodeEntry entry = directory.entries().get(member.id());
			List<ServiceOffer> offers = (entry != null) ? entry.offers() : List.of();
			for (ServiceOffer offer : offers) {
				Replicas replicas = parse(member, offer, unreadable);
				if (entry != null && replicas != null) {
					wanted.computeIfAbsent(offer.service(), (service) -> new Wanted(replicas))
						.add(entry, offer, replicas);
				}
			}
		}
		this.unreadable = unreadable;
		List<Planner.Candidate> services = new ArrayList<>();
		wanted
			.forEach((service, value) -> services.add(new Planner.Candidate(service, value.replicas, value.eligible)));
		return new Planner.Snapshot(directory.view().members(), services, current);
	}

	private @Nullable Replicas parse(Node member, ServiceOffer offer, Set<String> failed) {
		try {
			return Replicas.parse(offer.replicas());
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

	/**
	 * What the entries say of one service.
	 */
	private final class Wanted {

		private final Set<NodeId> eligible = new HashSet<>();

		private Replicas replicas;

		private long stamp;

		Wanted(Replicas replicas) {
			this.replicas = replicas;
		}

		private void add(NodeEntry entry, ServiceOffer offer, Replicas asked) {
			if (Long.compareUnsigned(entry.stamp(), this.stamp) > 0) {
				this.replicas = asked;
				this.stamp = entry.stamp();
			}
			if (!PlacementLoop.isDraining(entry) && !World.this.backOff.isBarred(entry, offer.service())) {
				this.eligible.add(entry.node());
			}
		}

	}

}
