package dev.mesh.placement;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;

import org.jspecify.annotations.Nullable;

/**
 * Which node is not to be asked to start which service for a while, because it failed to.
 * A failure is remembered beyond the instance that showed it: the node drops a failed
 * instance once the plan takes it away. Owned by one thread; bounded by what the members
 * offer.
 */
final class BackOff {

	private static final int MAX_DETAIL = 200;

	private final PlacementOptions options;

	private final LongSupplier nanoTime;

	private final Map<Place, Failure> failures = new HashMap<>();

	BackOff(PlacementOptions options, LongSupplier nanoTime) {
		this.options = options;
		this.nanoTime = nanoTime;
	}

	/**
	 * Learn from the entries of the members.
	 */
	void observe(Map<NodeId, NodeEntry> entries) {
		this.failures.keySet().removeIf((place) -> !place.isIn(entries));
		for (NodeEntry entry : entries.values()) {
			Set<ServiceId> offered = offered(entry);
			telling(entry.instances()).forEach((service, instance) -> {
				if (offered.contains(service)) {
					Place place = new Place(entry.node(), entry.incarnation(), service);
					this.failures.compute(place, (key, known) -> next(known, instance));
				}
			});
		}
		markGone(entries);
	}

	/**
	 * Of several instances of a service on one node, a failed one tells, else a ready
	 * one.
	 */
	private static Map<ServiceId, Instance> telling(List<Instance> instances) {
		List<InstanceStatus> most = List.of(InstanceStatus.FAILED, InstanceStatus.READY);
		Map<ServiceId, Instance> telling = new HashMap<>();
		for (InstanceStatus status : most) {
			instances.stream()
				.filter((instance) -> instance.status() == status)
				.forEach((instance) -> telling.putIfAbsent(instance.service(), instance));
		}
		instances.forEach((instance) -> telling.putIfAbsent(instance.service(), instance));
		return telling;
	}

	private @Nullable Failure next(@Nullable Failure known, Instance instance) {
		InstanceStatus status = instance.status();
		if (status == InstanceStatus.READY) {
			return null;
		}
		if (status != InstanceStatus.FAILED) {
			return (known != null) ? known.cleared() : null;
		}
		if (known != null && !known.over) {
			return known;
		}
		int attempts = (known != null) ? known.attempts + 1 : 1;
		return new Failure(attempts, this.nanoTime.getAsLong() + duration(attempts).toNanos(), false,
				shortened(instance.detail()));
	}

	private void markGone(Map<NodeId, NodeEntry> entries) {
		this.failures.replaceAll((place, failure) -> {
			NodeEntry entry = entries.get(place.node());
			boolean shown = entry != null
					&& entry.instances().stream().anyMatch((instance) -> instance.service().equals(place.service()));
			return shown ? failure : failure.cleared();
		});
	}

	private static String shortened(String detail) {
		return (detail.length() <= MAX_DETAIL) ? detail : detail.substring(0, MAX_DETAIL) + "…";
	}

	private Duration duration(int attempts) {
		Duration longest = this.options.longestBackOff();
		Duration doubled = this.options.firstBackOff().multipliedBy(1L << Math.min(attempts - 1, 20));
		return (doubled.compareTo(longest) < 0) ? doubled : longest;
	}

	/**
	 * Return why a node is not to be asked to start a service.
	 * @return the failure, or {@code null} if the node may be asked
	 */
	@Nullable String bar(NodeEntry entry, ServiceId service) {
		Failure failure = this.failures.get(new Place(entry.node(), entry.incarnation(), service));
		return (failure != null && failure.until - this.nanoTime.getAsLong() > 0) ? failure.detail : null;
	}

	/**
	 * Return after how many nanoseconds the next bar is lifted.
	 * @return the time, 0 if there is none
	 */
	long nanosToNext() {
		long now = this.nanoTime.getAsLong();
		return this.failures.values()
			.stream()
			.mapToLong((failure) -> failure.until - now)
			.filter((left) -> left > 0)
			.min()
			.orElse(0);
	}

	private static Set<ServiceId> offered(NodeEntry entry) {
		Set<ServiceId> offered = new HashSet<>();
		entry.offers().forEach((offer) -> offered.add(offer.service()));
		return offered;
	}

	private record Place(NodeId node, long incarnation, ServiceId service) {

		boolean isIn(Map<NodeId, NodeEntry> entries) {
			NodeEntry entry = entries.get(this.node);
			return entry != null && entry.incarnation() == this.incarnation && offered(entry).contains(this.service);
		}

	}

	/**
	 * A failure to start.
	 *
	 * @param attempts how many there were in a row
	 * @param until when the node may be asked again
	 * @param over whether the failed instance is gone, so that the next one shown as
	 * failed is a new failure
	 * @param detail what it was
	 */
	private record Failure(int attempts, long until, boolean over, String detail) {

		Failure cleared() {
			return new Failure(this.attempts, this.until, true, this.detail);
		}

	}

}
