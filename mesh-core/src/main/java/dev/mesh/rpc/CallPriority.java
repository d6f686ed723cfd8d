package dev.mesh.rpc;

/**
 * Who goes first where not all calls can be served: what is shed, is shed from the lowest
 * on. The order is on the wire: append only.
 */
public enum CallPriority {

	/**
	 * Shed first: what can be done later, or left out.
	 */
	LOW,

	/**
	 * What is not said to be anything else, and is not made for a call that is.
	 */
	NORMAL,

	/**
	 * Shed last: what a user waits for, or what others depend on.
	 */
	HIGH

}
