package dev.mesh.benchmarks.placement;

/**
 * What makes a generated problem special.
 */
enum Twist {

	/** Something runs already, placed by a rule of thumb that knows no bias. */
	RUNNING,

	/**
	 * Some nodes are cordoned, draining or observers, and some failed to start a service.
	 */
	MAINTENANCE,

	/** The load of some services was measured and is not their demand. */
	MEASURED,

	/** Nearly all capacity is needed, in pieces of odd sizes. */
	TIGHT,

	/** Many services must be together, some of them in cycles. */
	GROUPS,

	/** The fewest instances of all services need more than all capacity. */
	OVERFULL,

	/** A service requires labels that too few nodes have. */
	NARROW_WHERE,

	/** A service must be with one that must not be with it. */
	CONTRADICTION,

	/** A service may have fewer instances in all zones together than its fewest. */
	ZONE_LIMIT,

	/** More services than there are nodes must all be apart. */
	PIGEONHOLE

}
