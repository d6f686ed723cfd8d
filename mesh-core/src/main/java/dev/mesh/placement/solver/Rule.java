package dev.mesh.placement.solver;

/**
 * What can keep an instance off a node, in the order in which it is looked at.
 */
public enum Rule {

	/** The node only observes. */
	OBSERVER,

	/** The node's jar does not hold the service, or it is not enabled there. */
	NOT_OFFERED,

	/** The node is to be left by all. */
	DRAINING,

	/** The node takes nothing more. */
	CORDONED,

	/** The node failed to start the service a short while ago. */
	FAILED_TO_START,

	/** The node's labels are not those required. */
	WHERE,

	/** The node has its most instances of the service. */
	MAX_PER_NODE,

	/** The zone has its most instances of the service. */
	MAX_PER_ZONE,

	/** Someone on the node must not be with the service. */
	NEVER,

	/** Someone with whom the service must be is not on the node. */
	ALWAYS,

	/** What is on the node leaves no room. */
	CAPACITY,

	/** There are as many instances as are wanted. */
	REPLICAS

}
