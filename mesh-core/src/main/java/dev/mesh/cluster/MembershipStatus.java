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
	 * On its way in, for the first time or after an exclusion.
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
