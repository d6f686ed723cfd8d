package dev.mesh.rpc;

/**
 * What was done to a call, or to an instance, beside calling it.
 */
public enum CallEvent {

	/**
	 * The caller sent a call again.
	 */
	RETRY,

	/**
	 * The caller would have sent a call again, but its budget was spent.
	 */
	BUDGET_SPENT,

	/**
	 * The caller sent a call to a second instance, as the first was late.
	 */
	HEDGE,

	/**
	 * The second instance answered first.
	 */
	HEDGE_WON,

	/**
	 * The caller leaves an instance alone for a while.
	 */
	EJECTION,

	/**
	 * The callee refused a call as it had enough to do.
	 */
	SHED

}
