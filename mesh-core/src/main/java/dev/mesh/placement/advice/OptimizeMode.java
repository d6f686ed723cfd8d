package dev.mesh.placement.advice;

/**
 * What is done to bring together what calls each other.
 */
public enum OptimizeMode {

	/** Nothing; calls are not measured. */
	OFF,

	/** Calls are measured and moves proposed. */
	ADVISE,

	/** Moves are carried out, and taken back where they did not pay. */
	AUTO

}
