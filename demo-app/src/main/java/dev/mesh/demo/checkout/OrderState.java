package dev.mesh.demo.checkout;

/**
 * How far an order is. The one row that says so decides: of two nodes at work on the same
 * order, or of one that finishes and one that gives up, the first to change it wins.
 */
enum OrderState {

	/**
	 * Steps may have been taken.
	 */
	STARTED,

	/**
	 * All steps are taken; the confirmation may be missing.
	 */
	PLACED,

	/**
	 * Complete.
	 */
	CONFIRMED,

	/**
	 * Given up; steps are to be undone.
	 */
	CANCELLING,

	/**
	 * Given up and undone.
	 */
	CANCELLED

}
