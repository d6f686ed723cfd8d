package dev.mesh.placement;

import java.util.List;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * Decides what runs where. A pure function: the same snapshot yields the same plan, and
 * an unchanged world yields the plan it was given, epoch included.
 */
@FunctionalInterface
public interface Planner {

	/**
	 * Plan.
	 * @param snapshot the world
	 * @return the current plan itself if it stands, else one with the next epoch
	 */
	Plan plan(Snapshot snapshot);

	/**
	 * The world to plan for.
	 *
	 * @param nodes the live nodes
	 * @param services the services to place
	 * @param current the plan in force
	 */
	record Snapshot(List<Node> nodes, List<Candidate> services, Plan current) {

		public Snapshot {
			nodes = List.copyOf(nodes);
			services = List.copyOf(services);
		}

	}

	/**
	 * A service to place and where it can run.
	 *
	 * @param service the service
	 * @param replicas how many instances are wanted
	 * @param eligible the nodes that offer it and where it has not failed to start
	 */
	record Candidate(ServiceId service, Replicas replicas, Set<NodeId> eligible) {

		public Candidate {
			eligible = Set.copyOf(eligible);
		}

	}

}
