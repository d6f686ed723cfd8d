package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.resilience.Admission;
import dev.mesh.rpc.resilience.CallPolicy;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.Outliers;
import dev.mesh.rpc.resilience.RetryBudget;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.wire.RpcOptions;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of this node to one service share to stay clear of trouble, and not to
 * add to it. Safe for use by any thread.
 */
final class ServiceGuard {

	private final String service;

	private final ServiceCalls configured;

	private final CallObserver observer;

	private final RetryBudget budget;

	private final Admission admission;

	/** By canonical version: instances are compared with those of the same version. */
	private final Map<String, Outliers> outliers = new ConcurrentHashMap<>();

	/**
	 * Make the guard of a service.
	 * @param service the service's name
	 * @param configured what is configured
	 * @param options the bounds of the node
	 * @param observer told of what happens
	 */
	ServiceGuard(String service, ServiceCalls configured, RpcOptions options, CallObserver observer) {
		this.service = service;
		this.configured = configured;
		this.observer = observer;
		this.budget = new RetryBudget(configured.retry(), System::nanoTime);
		this.admission = new Admission(configured.limit(), options.workers(), options.queue(), System::nanoTime);
	}

	ServiceCalls configured() {
		return this.configured;
	}

	/**
	 * Return what bounds what is sent again.
	 */
	RetryBudget budget() {
		return this.budget;
	}

	/**
	 * Return the door of the service on this node.
	 */
	Admission admission() {
		return this.admission;
	}

	/**
	 * Return what knows the instances of a version to leave alone.
	 * @param version the canonical version
	 * @return the same object while the version has instances
	 */
	Outliers outliers(String version) {
		CallPoint point = new CallPoint(this.service, "", "");
		return this.outliers.computeIfAbsent(version, (key) -> new Outliers(this.service, this.configured.ejection(),
				System::nanoTime, () -> this.observer.noted(point, CallEvent.EJECTION)));
	}

	/**
	 * Forget the instances that are not there any more.
	 * @param nodes the nodes with an instance, by version
	 */
	void retain(Map<String, List<Node>> nodes) {
		this.outliers.keySet().retainAll(nodes.keySet());
		nodes.forEach((version, hosts) -> outliers(version).retain(hosts));
	}

	/**
	 * Return how a method is called: as configured, else as the contract says.
	 * @param method the method
	 * @param timeout the timeout where none is said
	 * @return the policy
	 */
	CallPolicy policy(ContractMethod method, Duration timeout) {
		return CallPolicy.of(this.configured.of(method.name()).or(declared(method)), timeout);
	}

	/**
	 * Return what bounds the calls of this node itself.
	 * @return the door, or {@code null} if they are not bounded
	 */
	@Nullable Admission bulkhead() {
		return (this.configured.limit().maxConcurrent() != null) ? this.admission : null;
	}

	/**
	 * Return what the contract says of how a method is called.
	 * @param method the method
	 * @return what it says
	 */
	static CallSettings declared(ContractMethod method) {
		MeshCall declared = method.method().getAnnotation(MeshCall.class);
		if (declared == null) {
			return CallSettings.NONE;
		}
		// What the annotation does not say is NORMAL there.
		CallPriority priority = (declared.priority() != CallPriority.NORMAL) ? declared.priority() : null;
		return new CallSettings(method.timeout(), method.idempotent(),
				(declared.maxAttempts() != 0) ? declared.maxAttempts() : null, declared.hedged(), priority);
	}

}
