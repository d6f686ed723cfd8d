package dev.mesh.rpc.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The interface through which one service is called, read and checked. Immutable.
 */
public final class Contract {

	private final Class<?> type;

	private final String service;

	private final List<ContractMethod> methods;

	private Contract(Class<?> type, String service, List<ContractMethod> methods) {
		this.type = type;
		this.service = service;
		this.methods = methods;
	}

	/**
	 * Read a contract.
	 * @param type the interface
	 * @param service the name of the service called through it
	 * @param types tells which types can be sent
	 * @return the contract
	 * @throws InvalidContractException if it cannot be called
	 */
	public static Contract of(Class<?> type, String service, TypeChecker types) {
		List<ContractMethod> methods = new ContractReader(type, service, types).read();
		Contract contract = new Contract(type, service, methods);
		contract.checkIds();
		return contract;
	}

	private void checkIds() {
		Map<Long, ContractMethod> byId = new HashMap<>();
		for (ContractMethod method : this.methods) {
			ContractMethod other = byId.put(method.id(), method);
			if (other != null) {
				throw new InvalidContractException("Contract " + name() + ": '" + method.signature() + "' and '"
						+ other.signature() + "' have the same id. Rename one of them.", null);
			}
		}
	}

	/**
	 * Return the interface.
	 * @return the interface
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Return the contract's name.
	 * @return the interface's name
	 */
	public String name() {
		return this.type.getName();
	}

	/**
	 * Return the service called through this contract.
	 * @return the service's name
	 */
	public String service() {
		return this.service;
	}

	/**
	 * Return the methods, ordered by signature.
	 * @return the methods
	 */
	public List<ContractMethod> methods() {
		return this.methods;
	}

	@Override
	public String toString() {
		return this.service + " through " + name();
	}

}
