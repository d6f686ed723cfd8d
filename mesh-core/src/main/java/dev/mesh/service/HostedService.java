package dev.mesh.service;

import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.local.InstanceGate;
import org.jspecify.annotations.Nullable;

/**
 * Where one service stands on this node. Owned by the {@link Reconciler}'s thread.
 */
final class HostedService {

	private final ServiceDefinition definition;

	private @Nullable InstanceStatus status;

	private String detail = "";

	private @Nullable InstanceGate gate;

	private long failedEpoch;

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
	 * Return the status, or {@code null} while nothing of the service is here.
	 */
	@Nullable InstanceStatus status() {
		return this.status;
	}

	InstanceGate gate() {
		if (this.gate == null) {
			throw new IllegalStateException("'" + id() + "' is " + this.status + ": it has no gate");
		}
		return this.gate;
	}

	/**
	 * Tell whether a plan of this epoch may start the service here: a failed one waits
	 * for a newer plan, which is the planner's way to say "again".
	 */
	boolean mayStart(long epoch) {
		return this.status == null || (this.status == InstanceStatus.FAILED && epoch > this.failedEpoch);
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

	void gone() {
		this.gate = null;
		become(null, "");
	}

	@Nullable Instance published() {
		return (this.status != null) ? new Instance(id(), this.status, this.detail) : null;
	}

	private void become(@Nullable InstanceStatus next, String reason) {
		this.status = next;
		this.detail = reason;
	}

}
