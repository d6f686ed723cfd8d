package dev.mesh.benchmarks.calls.contestant;

import java.util.List;

import dev.mesh.benchmarks.calls.work.OrderFormat;

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

	/**
	 * Return the formats that orders can be written in there.
	 * @return the formats
	 */
	default List<OrderFormat> formats() {
		return List.of();
	}

}
