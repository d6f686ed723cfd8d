package dev.mesh.benchmarks.placement;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a problem is generated from; the same recipe makes the same problem.
 *
 * @param seed decides all that is drawn
 * @param nodes how many nodes
 * @param regions how many regions
 * @param zones how many zones in each region
 * @param services how many services
 * @param instances about how many instances of them are wanted in all
 * @param twists what is special about it
 */
record Recipe(long seed, int nodes, int regions, int zones, int services, int instances, Set<Twist> twists) {

	/** The share of all capacity that the wanted instances take. */
	private static final double USUAL_FULLNESS = 0.6;

	Recipe {
		twists = Set.copyOf(twists);
	}

	static Recipe of(long seed, int nodes, int services, int instances, Twist... twists) {
		EnumSet<Twist> set = EnumSet.noneOf(Twist.class);
		set.addAll(Set.of(twists));
		int zones = Math.max(1, Math.min(3, nodes / 2));
		return new Recipe(seed, nodes, (nodes >= 8) ? 2 : 1, zones, services, instances, set);
	}

	boolean has(Twist twist) {
		return this.twists.contains(twist);
	}

	double fullness() {
		return has(Twist.OVERFULL) ? 1.3 : has(Twist.TIGHT) ? 0.96 : USUAL_FULLNESS;
	}

	/**
	 * Return a short name, unique among recipes.
	 */
	String name() {
		StringBuilder name = new StringBuilder().append(this.nodes).append('x').append(this.services);
		this.twists.stream()
			.sorted()
			.forEach((twist) -> name.append('-').append(twist.name().toLowerCase(Locale.ROOT).replace('_', '-')));
		return name.append('#').append(this.seed).toString();
	}

}
