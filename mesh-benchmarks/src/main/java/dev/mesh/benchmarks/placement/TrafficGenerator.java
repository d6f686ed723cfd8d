package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Traffic.Between;
import dev.mesh.placement.solver.Traffic.Entering;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Makes a call graph in layers, each service called by one to three of the layer above,
 * with a few calls that are very frequent and many that are rare. What is in the first
 * layer is called from outside, on some of the nodes.
 */
final class TrafficGenerator {

	private static final int LAYERS = 4;

	/** Calls per second on an average edge. */
	private static final double MEAN = 30;

	private final Draw draw;

	TrafficGenerator(Draw draw) {
		this.draw = draw;
	}

	Traffic traffic(List<Host> hosts, List<ServiceSpec> specs) {
		List<List<ServiceId>> layers = new ArrayList<>();
		for (int layer = 0; layer < LAYERS; layer++) {
			layers.add(new ArrayList<>());
		}
		for (ServiceSpec spec : specs) {
			layers.get(Math.min(LAYERS - 1, this.draw.below(LAYERS + 1))).add(spec.service());
		}
		List<Between> between = new ArrayList<>();
		for (int layer = 1; layer < LAYERS; layer++) {
			for (ServiceId callee : layers.get(layer)) {
				for (ServiceId caller : this.draw.some(layers.get(layer - 1), this.draw.between(1, 3))) {
					between.add(new Between(caller, callee, rate(), 10_000 * this.draw.below(5)));
				}
			}
		}
		return new Traffic(between, entering(hosts, layers.get(0)));
	}

	private List<Entering> entering(List<Host> hosts, List<ServiceId> edge) {
		List<Entering> entering = new ArrayList<>();
		List<Host> gates = this.draw.some(hosts, Math.max(1, Math.min(5, hosts.size() / 3)));
		for (ServiceId callee : edge) {
			for (Host gate : gates) {
				entering.add(new Entering(gate.node().id(), callee, rate() / gates.size(), 0));
			}
		}
		return entering;
	}

	/** The cube of an exponential value: one in twenty calls is most of the traffic. */
	private double rate() {
		double value = this.draw.exponential();
		return Math.floor(10 * MEAN * Math.min(50, value * value * value / 6)) / 10;
	}

}
