package dev.mesh.placement.solver;

import java.util.List;

import dev.mesh.directory.ServiceId;

/**
 * The best that was found.
 *
 * @param assignment what runs where; keeps every hard rule
 * @param shortfalls the services below their fewest instances, the greatest priority
 * first
 * @param cost what the assignment costs, term by term
 * @param proven whether it is proven that the shortfalls cannot be avoided; without
 * shortfalls always true
 */
public record Solution(Assignment assignment, List<Shortfall> shortfalls, Cost cost, boolean proven) {

	public Solution {
		shortfalls = List.copyOf(shortfalls);
	}

	/**
	 * A service with fewer instances than its fewest.
	 *
	 * @param service the service
	 * @param missing how many instances
	 */
	public record Shortfall(ServiceId service, int missing) {

	}

	/**
	 * What an assignment costs, each term already multiplied by its weight.
	 *
	 * @param bias wishes not fulfilled
	 * @param zones uneven zones
	 * @param load full nodes
	 * @param traffic calls over distance
	 * @param moving instances taken from where they run
	 */
	public record Cost(double bias, double zones, double load, double traffic, double moving) {

		/**
		 * Return the sum that is minimized.
		 * @return the sum of all terms
		 */
		public double total() {
			return this.bias + this.zones + this.load + this.traffic + this.moving;
		}

	}

}
