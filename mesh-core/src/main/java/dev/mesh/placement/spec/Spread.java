package dev.mesh.placement.spec;

/**
 * Over what the instances of a service are spread.
 */
public enum Spread {

	/**
	 * Evenly over zones, as far as nothing weightier speaks against it.
	 */
	ZONES,

	/**
	 * Over nothing.
	 */
	NONE

}
