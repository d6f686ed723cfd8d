package dev.mesh.placement.traffic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Traffic;

/**
 * How far calls would go under an assignment, if the instances of a caller share its
 * calls evenly and each calls the nearest instance, as placement assumes.
 */
public final class FlowModel {

	private final Map<NodeId, Node> nodes = new HashMap<>();

	private final Assignment assignment;

	/**
	 * Model an assignment.
	 * @param nodes the live nodes
	 * @param assignment what runs where
	 */
	public FlowModel(Collection<Node> nodes, Assignment assignment) {
		nodes.forEach((node) -> this.nodes.put(node.id(), node));
		this.assignment = assignment;
	}

	/**
	 * Return how far each call goes.
	 * @param traffic the calls
	 * @return the flows, in the order of the traffic: those between services, then those
	 * that enter, one for each node
	 */
	public List<Flow> flows(Traffic traffic) {
		List<Flow> flows = new ArrayList<>();
		for (Traffic.Between between : traffic.between()) {
			flows.add(new Flow(between.caller(), between.callee(), between.callsPerSecond(),
					perCall(between.bytesPerSecond(), between.callsPerSecond()),
					average(between.caller(), between.callee())));
		}
		for (Traffic.Entering entering : traffic.entering()) {
			flows.add(new Flow(null, entering.callee(), entering.callsPerSecond(),
					perCall(entering.bytesPerSecond(), entering.callsPerSecond()),
					nearest(entering.node(), entering.callee())));
		}
		return flows;
	}

	private static double perCall(double bytes, double calls) {
		return (calls > 0) ? bytes / calls : 0;
	}

	private double average(ServiceId caller, ServiceId callee) {
		Map<NodeId, Integer> places = this.assignment.counts().getOrDefault(caller, Map.of());
		int instances = places.values().stream().mapToInt(Integer::intValue).sum();
		double sum = 0;
		for (Map.Entry<NodeId, Integer> place : places.entrySet()) {
			sum += (double) nearest(place.getKey(), callee) * place.getValue();
		}
		return (instances > 0) ? sum / instances : 0;
	}

	private int nearest(NodeId from, ServiceId callee) {
		Node start = this.nodes.get(from);
		int nearest = Distance.FAR;
		for (NodeId place : this.assignment.nodesOf(callee)) {
			Node end = this.nodes.get(place);
			if (start != null && end != null) {
				nearest = Math.min(nearest, Distance.between(start, end));
			}
		}
		return nearest;
	}

}
