package dev.mesh.service;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;

import org.jspecify.annotations.Nullable;

/**
 * The instances of one service on this node. Owned by the {@link Reconciler}'s thread;
 * bounded by what plans ask for.
 */
final class HostedService {

	private final ServiceDefinition definition;

	private final List<HostedInstance> instances = new ArrayList<>();

	HostedService(ServiceDefinition definition) {
		this.definition = definition;
	}

	ServiceId id() {
		return this.definition.id();
	}

	ServiceDefinition definition() {
		return this.definition;
	}

	/**
	 * Return how many instances are here to stay: ready or on the way to it.
	 */
	int standing() {
		return count(InstanceStatus.STARTING) + count(InstanceStatus.READY);
	}

	int count(InstanceStatus status) {
		return (int) this.instances.stream().filter((instance) -> instance.is(status)).count();
	}

	/**
	 * Tell whether nothing is here that takes or finishes calls, or will.
	 */
	boolean isNotLive() {
		return this.instances.stream().allMatch((instance) -> instance.is(InstanceStatus.FAILED));
	}

	/**
	 * Take a place for one more instance: that of a failed one, if the plan is newer than
	 * the failure; none while failures under this plan stand for it.
	 */
	@Nullable HostedInstance start(long epoch, int wanted) {
		for (HostedInstance instance : this.instances) {
			if (instance.mayStartAgain(epoch)) {
				instance.starting();
				return instance;
			}
		}
		if (standing() + count(InstanceStatus.FAILED) >= wanted) {
			return null;
		}
		HostedInstance added = new HostedInstance();
		this.instances.add(added);
		return added;
	}

	/**
	 * Return the ready instance that has been here for the shortest time.
	 */
	@Nullable HostedInstance newestReady() {
		HostedInstance newest = null;
		for (HostedInstance instance : this.instances) {
			newest = instance.is(InstanceStatus.READY) ? instance : newest;
		}
		return newest;
	}

	/**
	 * Return how many calls are in flight in the instances that are ready or drain.
	 */
	int inFlight() {
		long calls = 0;
		for (HostedInstance instance : this.instances) {
			boolean serves = instance.is(InstanceStatus.READY) || instance.is(InstanceStatus.DRAINING);
			calls += serves ? instance.gate().inFlight() : 0;
		}
		return (int) Math.min(Integer.MAX_VALUE, Math.max(0, calls));
	}

	void gone(HostedInstance instance) {
		this.instances.remove(instance);
	}

	List<Instance> published() {
		return this.instances.stream().map((instance) -> instance.published(id())).toList();
	}

}
