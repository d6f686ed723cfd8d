package dev.mesh.benchmarks.placement;

import java.util.List;

import static dev.mesh.benchmarks.placement.Twist.CONTRADICTION;
import static dev.mesh.benchmarks.placement.Twist.GROUPS;
import static dev.mesh.benchmarks.placement.Twist.MAINTENANCE;
import static dev.mesh.benchmarks.placement.Twist.MEASURED;
import static dev.mesh.benchmarks.placement.Twist.NARROW_WHERE;
import static dev.mesh.benchmarks.placement.Twist.OVERFULL;
import static dev.mesh.benchmarks.placement.Twist.PIGEONHOLE;
import static dev.mesh.benchmarks.placement.Twist.RUNNING;
import static dev.mesh.benchmarks.placement.Twist.TIGHT;
import static dev.mesh.benchmarks.placement.Twist.ZONE_LIMIT;

/**
 * The generated problems on which speed, quality and stability are measured. Always the
 * same ones.
 */
public final class PlacementInstances {

	/**
	 * From small to middle size. The first ten are a cross-section, for a quick look.
	 */
	private static final List<Recipe> QUALITY = List.of(Recipe.of(1, 3, 10, 18), Recipe.of(2, 5, 10, 25, RUNNING),
			Recipe.of(3, 4, 8, 18, TIGHT), Recipe.of(4, 6, 12, 30, GROUPS), Recipe.of(5, 4, 8, 14, CONTRADICTION),
			Recipe.of(6, 8, 16, 45, MEASURED, RUNNING), Recipe.of(7, 5, 10, 24, OVERFULL),
			Recipe.of(8, 10, 20, 60, RUNNING, MAINTENANCE), Recipe.of(9, 4, 9, 12, PIGEONHOLE),
			Recipe.of(10, 12, 30, 90), Recipe.of(11, 3, 6, 10), Recipe.of(12, 3, 10, 20, RUNNING),
			Recipe.of(13, 4, 10, 20, MEASURED), Recipe.of(14, 5, 12, 30, GROUPS, RUNNING),
			Recipe.of(15, 6, 10, 30, TIGHT, RUNNING), Recipe.of(16, 6, 12, 24, NARROW_WHERE),
			Recipe.of(17, 6, 12, 30, ZONE_LIMIT), Recipe.of(18, 6, 14, 36, MAINTENANCE, RUNNING),
			Recipe.of(19, 8, 12, 40), Recipe.of(20, 8, 20, 50, GROUPS), Recipe.of(21, 8, 16, 40, TIGHT, MEASURED),
			Recipe.of(22, 8, 16, 40, OVERFULL, RUNNING), Recipe.of(23, 8, 18, 40, CONTRADICTION, GROUPS),
			Recipe.of(24, 9, 18, 50, MEASURED), Recipe.of(25, 10, 20, 50, RUNNING), Recipe.of(26, 10, 20, 70, GROUPS),
			Recipe.of(27, 10, 25, 60, NARROW_WHERE, RUNNING), Recipe.of(28, 10, 20, 55, TIGHT),
			Recipe.of(29, 12, 24, 70, MEASURED, RUNNING), Recipe.of(30, 12, 24, 60, PIGEONHOLE),
			Recipe.of(31, 12, 30, 90, MAINTENANCE, MEASURED, RUNNING), Recipe.of(32, 12, 25, 75, ZONE_LIMIT, RUNNING),
			Recipe.of(33, 15, 30, 100), Recipe.of(34, 15, 30, 100, RUNNING, GROUPS), Recipe.of(35, 16, 40, 120),
			Recipe.of(36, 20, 40, 150, RUNNING));

	private PlacementInstances() {
	}

	/**
	 * Return the problems on which solutions are compared with a reference.
	 * @return 36 problems, some of which cannot be met in full
	 */
	public static List<PlacementInstance> quality() {
		return QUALITY.stream().map(PlacementInstances::generate).toList();
	}

	/**
	 * Return a problem of a given size on which speed is measured.
	 * @param nodes how many nodes
	 * @param services how many services
	 * @param instances about how many instances of them are wanted
	 * @param seed decides all that is drawn
	 * @return the problem, in which nothing runs yet
	 */
	public static PlacementInstance ofSize(int nodes, int services, int instances, long seed) {
		return generate(Recipe.of(seed, nodes, services, instances));
	}

	private static PlacementInstance generate(Recipe recipe) {
		return new InstanceGenerator(recipe).generate();
	}

}
