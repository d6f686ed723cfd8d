package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;

import dev.mesh.rpc.fingerprint.Compatibility;

/**
 * How the contract of a service on another node fits that on this one.
 *
 * @param node the name of the other node
 * @param fit how far
 * @param methods the methods that do not fit in all cases
 */
public record ContractDescriptor(String node, Fit fit, List<MethodDescriptor> methods) {

	/**
	 * How far the contracts fit.
	 */
	public enum Fit {

		/**
		 * They are the same.
		 */
		SAME,

		/**
		 * They differ, and all calls fit.
		 */
		COMPATIBLE,

		/**
		 * All calls fit but those with values that only one side knows.
		 */
		LIMITED,

		/**
		 * Some methods cannot be called.
		 */
		INCOMPATIBLE,

		/**
		 * The other node tells nothing of the contract: calls are tried.
		 */
		UNKNOWN,

		/**
		 * They differ, and it is not known yet how: nothing is called.
		 */
		PENDING

	}

	/**
	 * One method in one direction.
	 *
	 * @param method the signature
	 * @param caller the name of the node that would call
	 * @param callee the name of the node that would be called
	 * @param verdict how far its calls fit
	 * @param difference the first difference found
	 */
	public record MethodDescriptor(String method, String caller, String callee, Compatibility.Level verdict,
			String difference) {

	}

}
