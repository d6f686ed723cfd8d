package dev.mesh.placement;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * How far what is together on a node or in a zone breaks the binding rules: room,
 * {@code NEVER} and {@code ALWAYS}, and how many may be in a zone. A goal breaks none; on
 * the way to it, a step is to break no more than is broken before.
 */
final class NodeRules {

	/** Sums of demands that were written in decimals. */
	private static final double ROUNDING = 1e-9;

	private final Map<ServiceId, ServiceSpec> specs = new HashMap<>();

	private final Map<NodeId, Double> capacities = new HashMap<>();

	private final Map<NodeId, Zone> zones = new HashMap<>();

	NodeRules(World world) {
		for (Wanted wanted : world.services()) {
			this.specs.put(wanted.spec().service(), wanted.spec());
		}
		for (Host host : world.hosts()) {
			Node node = host.node();
			this.capacities.put(node.id(), node.capacity());
			this.zones.put(node.id(), new Zone(node.region(), node.zone()));
		}
	}

	/**
	 * Return by how much a node is too full, plus how many instances have a neighbour
	 * that they must not have, or lack one that they must have.
	 * @param node the node
	 * @param instances what is on it, all numbers from 1
	 */
	double broken(NodeId node, Map<ServiceId, Integer> instances) {
		double demand = 0;
		double broken = 0;
		for (Map.Entry<ServiceId, Integer> entry : instances.entrySet()) {
			ServiceSpec spec = this.specs.get(entry.getKey());
			if (spec != null) {
				demand += spec.demand() * entry.getValue();
				broken += entry.getValue() * brokenBiases(spec, instances);
			}
		}
		double room = this.capacities.getOrDefault(node, 0.0);
		return (demand > room + ROUNDING) ? broken + demand - room : broken;
	}

	/**
	 * Return how many instances of a service are in zones beyond the most that may be in
	 * one.
	 * @param service the service
	 * @param places the instances by node
	 */
	int tooManyInZones(ServiceId service, Map<NodeId, Integer> places) {
		ServiceSpec spec = this.specs.get(service);
		if (spec == null || spec.maxPerZone() == ServiceSpec.UNLIMITED) {
			return 0;
		}
		Map<Zone, Integer> counts = new HashMap<>();
		places.forEach((node, count) -> {
			Zone zone = this.zones.get(node);
			if (zone != null) {
				counts.merge(zone, count, Integer::sum);
			}
		});
		return counts.values().stream().mapToInt((count) -> Math.max(0, count - spec.maxPerZone())).sum();
	}

	boolean areInOneZone(NodeId one, NodeId other) {
		Zone zone = this.zones.get(one);
		return zone != null && zone.equals(this.zones.get(other));
	}

	private long brokenBiases(ServiceSpec spec, Map<ServiceId, Integer> instances) {
		return spec.biases().stream().filter((bias) -> isBroken(spec, bias, instances)).count();
	}

	private boolean isBroken(ServiceSpec spec, Bias bias, Map<ServiceId, Integer> instances) {
		if (bias.kind() != BiasKind.NEVER && bias.kind() != BiasKind.ALWAYS) {
			return false;
		}
		int bearers = spec.bears(bias.tag()) ? -1 : 0;
		for (Map.Entry<ServiceId, Integer> entry : instances.entrySet()) {
			ServiceSpec other = this.specs.get(entry.getKey());
			bearers += (other != null && other.bears(bias.tag())) ? entry.getValue() : 0;
		}
		return (bias.kind() == BiasKind.NEVER) ? bearers > 0 : bearers == 0;
	}

	private record Zone(String region, String name) {

	}

}
