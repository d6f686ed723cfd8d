package dev.mesh.benchmarks.calls.contestant;

import java.util.List;

/**
 * Contestants that are there only where their libraries are; found by
 * {@link java.util.ServiceLoader}.
 */
public interface Lineup {

	/**
	 * Return the contestants.
	 * @return the contestants, in the order of tables
	 */
	List<Contestant> contestants();

}
