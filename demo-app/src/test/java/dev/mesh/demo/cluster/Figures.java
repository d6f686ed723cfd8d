package dev.mesh.demo.cluster;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What checkouts cost.
 *
 * @param calls calls between nodes per checkout
 * @param betweenZones of these, calls between zones
 * @param p50 the median time of a checkout with its cart, in milliseconds
 * @param p99 the 99th percentile of it
 * @param cpu processor time of all nodes per checkout, in milliseconds
 * @param instances how many instances run
 */
record Figures(double calls, double betweenZones, double p50, double p99, double cpu, double instances) {

	static final String HEADER = """
			| placement | calls between nodes per checkout | of those between zones | p50 ms | p99 ms | CPU ms per checkout | instances |
			|---|---|---|---|---|---|---|""";

	static Figures mean(List<Figures> all) {
		return new Figures(mean(all, Figures::calls), mean(all, Figures::betweenZones), mean(all, Figures::p50),
				mean(all, Figures::p99), mean(all, Figures::cpu), mean(all, Figures::instances));
	}

	private static double mean(List<Figures> all, ToDoubleFunction<Figures> figure) {
		return all.stream().mapToDouble(figure).average().orElseThrow();
	}

	String row(String name) {
		return String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.1f | %.1f | %.1f | %.0f |", name, this.calls,
				this.betweenZones, this.p50, this.p99, this.cpu, this.instances);
	}

}
