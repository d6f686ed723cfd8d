package dev.mesh.cluster;

/**
 * Where this node stands with its cluster.
 */
public enum MembershipStatus {

	/**
	 * Not started.
	 */
	STOPPED,

	/**
	 * On its way in, or asking whether it is still a member after a pause.
	 */
	JOINING,

	/**
	 * In the view.
	 */
	MEMBER,

	/**
	 * The others went on without it: it refuses and is refused until it has rejoined,
	 * which it attempts by itself.
	 */
	EXCLUDED,

	/**
	 * On its way out.
	 */
	LEAVING

}
