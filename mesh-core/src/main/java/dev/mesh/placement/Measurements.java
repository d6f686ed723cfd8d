package dev.mesh.placement;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;

/**
 * What the nodes measured, by service: the calls in flight, and of each node's processor
 * time the share that falls to the service by its part in the node's calls.
 */
final class Measurements {

	private final Map<ServiceId, Double> inFlight = new HashMap<>();

	private final Map<ServiceId, Double> cpu = new HashMap<>();

	static Measurements of(DirectorySnapshot directory) {
		Measurements measured = new Measurements();
		for (NodeEntry entry : directory.entries().values()) {
			measured.add(entry.load());
		}
		return measured;
	}

	private void add(Load load) {
		double all = load.services().values().stream().mapToInt(Integer::intValue).sum();
		load.services().forEach((service, calls) -> {
			this.inFlight.merge(service, (double) calls, Double::sum);
			if (all > 0) {
				this.cpu.merge(service, load.cpu() * calls / all, Double::sum);
			}
		});
	}

	double inFlight(ServiceId service) {
		return this.inFlight.getOrDefault(service, 0.0);
	}

	double cpu(ServiceId service) {
		return this.cpu.getOrDefault(service, 0.0);
	}

}
