package dev.mesh.placement.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;

/**
 * What is asked for one service. Immutable.
 *
 * @param service the service
 * @param replicas how many instances
 * @param tags what others' biases know it by; every service also bears its own name
 * @param biases its wishes about the tags of others, at most one for a tag; kept in the
 * order of the tags and without {@link BiasKind#NEUTRAL}, which says nothing
 * @param where which nodes' labels are required
 * @param demand the room one instance takes of a node's capacity, in the same abstract
 * units; 0 takes none
 * @param maxPerNode the most instances on one node
 * @param maxPerZone the most instances in one zone, {@link #UNLIMITED} for no limit
 * @param spread over what its instances are spread
 * @param priority who is kept when room runs out: the greater goes first
 */
public record ServiceSpec(ServiceId service, Replicas replicas, Set<String> tags, List<Bias> biases, NodeQuery where,
		double demand, int maxPerNode, int maxPerZone, Spread spread, int priority) {

	/**
	 * No limit.
	 */
	public static final int UNLIMITED = Integer.MAX_VALUE;

	public ServiceSpec {
		tags = Set.copyOf(tags);
		require(tags.stream().noneMatch(String::isBlank), service, "tags", tags, "tags that are not blank");
		require(demand >= 0 && demand < Double.POSITIVE_INFINITY, service, "demand", demand, "0 or more");
		require(maxPerNode >= 1, service, "max-per-node", maxPerNode, "a number from 1");
		require(maxPerZone >= 1, service, "max-per-zone", maxPerZone, "a number from 1");
		require(Bias.oneForEachTag(biases), service, "biases", biases, "one bias for a tag");
		biases = biases.stream()
			.filter((bias) -> bias.kind() != BiasKind.NEUTRAL)
			.sorted(Comparator.comparing(Bias::tag))
			.toList();
		demand = demand + 0.0; // of 0 and -0, which are not equal in a record, the former
	}

	/**
	 * A service of which nothing but the number of instances is asked.
	 * @param service the service
	 * @param replicas how many instances
	 * @return the spec
	 */
	public static ServiceSpec of(ServiceId service, Replicas replicas) {
		return new ServiceSpec(service, replicas, Set.of(), List.of(), NodeQuery.ANY, 0, 1, UNLIMITED, Spread.ZONES, 0);
	}

	/**
	 * Ask the same for another service.
	 * @param other the other service
	 * @return its spec
	 */
	public ServiceSpec withService(ServiceId other) {
		return new ServiceSpec(other, this.replicas, this.tags, this.biases, this.where, this.demand, this.maxPerNode,
				this.maxPerZone, this.spread, this.priority);
	}

	/**
	 * Tell whether others' biases on a tag are about this service.
	 * @param tag the tag
	 * @return whether it bears the tag, as its name or as one of its tags
	 */
	public boolean bears(String tag) {
		return this.service.name().equals(tag) || this.tags.contains(tag);
	}

	private static void require(boolean valid, ServiceId service, String what, Object value, String remedy) {
		if (!valid) {
			throw new IllegalArgumentException("'" + service + "' has " + what + " " + value + ": use " + remedy);
		}
	}

}
