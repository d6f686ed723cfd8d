package dev.mesh.cluster;

/**
 * What a node is there for.
 */
public enum Role {

	/**
	 * Hosts services and calls them.
	 */
	MEMBER,

	/**
	 * Calls services and hosts none.
	 */
	OBSERVER

}
