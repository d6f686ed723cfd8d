package dev.mesh.rpc.contract;

import java.lang.reflect.Type;

/**
 * Tells whether values of a type can be sent.
 */
@FunctionalInterface
public interface TypeChecker {

	/**
	 * Check a type.
	 * @param type the type, with type variables of the contract replaced
	 * @throws RuntimeException if values of the type cannot be sent; its message says
	 * which part of the type is the reason
	 */
	void check(Type type);

}
