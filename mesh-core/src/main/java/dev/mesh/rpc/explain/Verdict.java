package dev.mesh.rpc.explain;

/**
 * What a call means to an instance.
 */
public enum Verdict {

	/**
	 * The call would go there.
	 */
	CHOSEN,

	/**
	 * The call could go there: what picks took another one, or draws.
	 */
	OPEN,

	/**
	 * It is starting, draining or has failed.
	 */
	NOT_READY,

	/**
	 * It is of another version than the one that the route sends the call to.
	 */
	OTHER_VERSION,

	/**
	 * It is ready, and this node does not call it: it has not been taken up yet, or
	 * cannot be called from here.
	 */
	NOT_ROUTED,

	/**
	 * Another instance owns the call's key.
	 */
	NOT_OWNER,

	/**
	 * The request leaves it out.
	 */
	LEFT_OUT,

	/**
	 * The method is another one in the contract of its node.
	 */
	INCOMPATIBLE,

	/**
	 * It has refused this call, or works on it.
	 */
	REFUSED,

	/**
	 * As many calls run on this node as may.
	 */
	FULL,

	/**
	 * It did worse than the others and is left alone, or on trial with a call under way.
	 */
	EJECTED,

	/**
	 * There is no connection to its node.
	 */
	UNREACHABLE

}
