package dev.mesh.directory;

/**
 * The state of one instance.
 */
public enum InstanceStatus {

	/**
	 * Being created; takes no calls.
	 */
	STARTING,

	/**
	 * Takes calls.
	 */
	READY,

	/**
	 * Finishes the calls it has and takes no new ones.
	 */
	DRAINING,

	/**
	 * Could not be created.
	 */
	FAILED

}
