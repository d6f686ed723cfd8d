package dev.mesh.rpc.call;

import java.time.Duration;

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
 * add to it.
 *
 * @param configured what is configured
 * @param budget bounds what is sent again
 * @param outliers knows the instances to leave alone
 * @param admission the door of the service on this node
 */
record ServiceGuard(ServiceCalls configured, RetryBudget budget, Outliers outliers, Admission admission) {

	static ServiceGuard of(String service, ServiceCalls configured, RpcOptions options, CallObserver observer) {
		CallPoint point = new CallPoint(service, "", "");
		return new ServiceGuard(configured, new RetryBudget(configured.retry(), System::nanoTime),
				new Outliers(service, configured.ejection(), System::nanoTime,
						() -> observer.noted(point, CallEvent.EJECTION)),
				new Admission(configured.limit(), options.workers(), options.queue(), System::nanoTime));
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

	private static CallSettings declared(ContractMethod method) {
		MeshCall declared = method.method().getAnnotation(MeshCall.class);
		if (declared == null) {
			return CallSettings.NONE;
		}
		CallPriority priority = declared.priority();
		return new CallSettings(method.timeout(), method.idempotent(),
				(declared.maxAttempts() != 0) ? declared.maxAttempts() : null, declared.hedged(), priority);
	}

}
