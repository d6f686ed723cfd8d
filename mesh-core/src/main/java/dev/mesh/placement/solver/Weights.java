package dev.mesh.placement.solver;

/**
 * What each kind of cost counts in the sum that a solution minimizes. All 0 or more.
 *
 * @param bias a {@code PREFER} not fulfilled or an {@code AVOID} met, times the bias's
 * own weight
 * @param zones an instance in a zone beyond an even share
 * @param load how uneven the nodes' loads are: for each node, the square of its fullness
 * in relation to the average
 * @param traffic a call per second over one unit of distance: 0 on one node, 1 in a zone,
 * 10 in a region, 50 between regions
 * @param moving an instance taken from where it runs, and again for each second that it
 * takes to start
 */
public record Weights(double bias, double zones, double load, double traffic, double moving) {

	/**
	 * The weights unless others are set.
	 */
	public static final Weights DEFAULT = new Weights(20, 10, 40, 2, 5);

	public Weights {
		for (double weight : new double[] { bias, zones, load, traffic, moving }) {
			if (!(weight >= 0 && weight <= 1_000_000)) {
				throw new IllegalArgumentException(
						"a placement weight is " + weight + ": use a number from 0 to 1000000");
			}
		}
	}

}
