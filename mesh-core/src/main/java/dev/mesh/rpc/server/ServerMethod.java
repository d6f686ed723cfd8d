package dev.mesh.rpc.server;

import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.local.LocalService;

/**
 * All that serving one method takes, put together at start-up.
 *
 * @param method the method
 * @param service the name of its service
 * @param instances where the instance is found
 * @param invoker calls it
 * @param point names it to observers
 * @param ownership says which keys are served elsewhere
 */
record ServerMethod(ContractMethod method, String service, LocalService instances, MethodInvoker invoker,
		CallPoint point, KeyOwnership ownership) {

	static ServerMethod of(Contract contract, ContractMethod method, LocalService instances, KeyOwnership ownership) {
		return new ServerMethod(method, contract.service(), instances, MethodInvoker.of(contract, method),
				new CallPoint(contract.service(), contract.name(), method.name()), ownership);
	}

	int parameterCount() {
		return this.method.parameterTypes().size();
	}

	@Override
	public String toString() {
		return this.service + "." + this.method.signature();
	}

}
