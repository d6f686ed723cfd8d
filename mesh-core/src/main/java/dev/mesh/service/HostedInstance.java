package dev.mesh.service;

import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.local.InstanceGate;

import org.jspecify.annotations.Nullable;

/**
 * Where one instance stands on this node. Owned by the {@link Reconciler}'s thread.
 */
final class HostedInstance {

	private InstanceStatus status = InstanceStatus.STARTING;

	private String detail = "";

	private @Nullable InstanceGate gate;

	private long failedEpoch;

	InstanceStatus status() {
		return this.status;
	}

	InstanceGate gate() {
		if (this.gate == null) {
			throw new IllegalStateException("an instance that is " + this.status + " has no gate");
		}
		return this.gate;
	}

	boolean is(InstanceStatus wanted) {
		return this.status == wanted;
	}

	/**
	 * Tell whether a plan of this epoch may start the instance again: a failed one waits
	 * for a newer plan, which is the planner's way to say "again".
	 */
	boolean mayStartAgain(long epoch) {
		return is(InstanceStatus.FAILED) && epoch > this.failedEpoch;
	}

	void starting() {
		become(InstanceStatus.STARTING, "");
	}

	void ready(InstanceGate opened) {
		this.gate = opened;
		become(InstanceStatus.READY, "");
	}

	void draining() {
		become(InstanceStatus.DRAINING, "");
	}

	void failed(String reason, long epoch) {
		this.failedEpoch = epoch;
		become(InstanceStatus.FAILED, reason);
	}

	Instance published(ServiceId service) {
		return new Instance(service, this.status, this.detail);
	}

	private void become(InstanceStatus next, String reason) {
		this.status = next;
		this.detail = reason;
	}

}
