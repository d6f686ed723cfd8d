package dev.mesh.rpc.server;

import java.util.List;

import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.local.LocalService;
import dev.mesh.rpc.resilience.Admission;
import dev.mesh.rpc.wire.RunTimes;
import org.jspecify.annotations.Nullable;

/**
 * All that serving one method takes, put together at start-up.
 *
 * @param method the method
 * @param service the name of its service
 * @param instances where the instance is found
 * @param invoker calls it
 * @param point names it to observers
 * @param ownership says which keys are served elsewhere
 * @param admission the door of the service
 * @param streams by parameter, whether it is a stream; {@code null} if neither a
 * parameter nor the result is
 * @param times how long its calls take a thread
 */
record ServerMethod(ContractMethod method, String service, LocalService instances, MethodInvoker invoker,
		CallPoint point, KeyOwnership ownership, Admission admission, @Nullable List<Boolean> streams, RunTimes times) {

	static ServerMethod of(Contract contract, ContractMethod method, LocalService instances, KeyOwnership ownership,
			Admission admission) {
		return new ServerMethod(method, contract.service(), instances, MethodInvoker.of(contract, method),
				new CallPoint(contract.service(), contract.name(), method.name()), ownership, admission,
				method.hasStreams() ? method.streamParameters() : null, new RunTimes(isInline(method)));
	}

	private static boolean isInline(ContractMethod method) {
		MeshCall stated = method.method().getAnnotation(MeshCall.class);
		return stated != null && stated.inline();
	}

	/**
	 * Name the service, with the version if that is asked for.
	 */
	String service(@Nullable String version) {
		return (version != null) ? this.service + "@" + version : this.service;
	}

	int parameterCount() {
		return this.method.parameterTypes().size();
	}

	@Override
	public String toString() {
		return this.service + "." + this.method.signature();
	}

}
