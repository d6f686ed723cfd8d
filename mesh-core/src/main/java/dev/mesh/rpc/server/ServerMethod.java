package dev.mesh.rpc.server;

import java.util.List;

import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.local.LocalService;
import org.jspecify.annotations.Nullable;

/**
 * All that serving one method takes, put together at start-up.
 *
 * @param method the method
 * @param service the name of its service
 * @param instances where the instance is found
 * @param invoker calls it
 * @param point names it to observers
 * @param streams by parameter, whether it is a stream; {@code null} if neither a
 * parameter nor the result is
 */
record ServerMethod(ContractMethod method, String service, LocalService instances, MethodInvoker invoker,
		CallPoint point, @Nullable List<Boolean> streams) {

	static ServerMethod of(Contract contract, ContractMethod method, LocalService instances) {
		return new ServerMethod(method, contract.service(), instances, MethodInvoker.of(contract, method),
				new CallPoint(contract.service(), contract.name(), method.name()),
				method.hasStreams() ? method.streamParameters() : null);
	}

	int parameterCount() {
		return this.method.parameterTypes().size();
	}

	@Override
	public String toString() {
		return this.service + "." + this.method.signature();
	}

}
