package dev.mesh.route;

import java.util.Set;
import java.util.TreeSet;

import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.directory.Versions;
import dev.mesh.route.RouteRefusedException.Reason;
import dev.mesh.route.cutover.CutoverPlan;

/**
 * Refuses what cannot be meant, by what the directory knows.
 */
final class RouteChecks {

	private final String service;

	private final Set<String> known = new TreeSet<>(Versions.NEWEST_FIRST);

	private final Set<String> ready = new TreeSet<>(Versions.NEWEST_FIRST);

	RouteChecks(DirectorySnapshot directory, String service) {
		this.service = service;
		for (NodeEntry entry : directory.entries().values()) {
			for (ServiceOffer offer : entry.offers()) {
				if (offer.service().name().equals(service)) {
					this.known.add(Versions.canonical(offer.service().version()));
				}
			}
			for (Instance instance : entry.instances()) {
				if (instance.service().name().equals(service)) {
					add(instance);
				}
			}
		}
		if (this.known.isEmpty()) {
			throw new RouteRefusedException(Reason.UNKNOWN_SERVICE, "No live node offers a service '" + service
					+ "'. Look at /actuator/mesh/services for those there are.");
		}
	}

	private void add(Instance instance) {
		String version = Versions.canonical(instance.service().version());
		this.known.add(version);
		if (instance.status() == InstanceStatus.READY) {
			this.ready.add(version);
		}
	}

	void check(RoutePolicy policy) {
		for (String version : policy.versions()) {
			require(this.known.contains(version), "No live node offers version '" + version + "' of '" + this.service
					+ "'. Use one of " + this.known + ".");
		}
		MirrorPolicy mirror = policy.mirror();
		require(mirror == null || !policy.weights().keySet().equals(Set.of(mirror.version())),
				(mirror == null) ? "" : "All calls go to version '" + mirror.version() + "' of '" + this.service
						+ "' anyway: mirror another one.");
		int length = policy.toString().length();
		require(length <= RoutePolicy.MAX_LENGTH, "The route of '" + this.service + "' has " + length
				+ " characters: use at most " + RoutePolicy.MAX_LENGTH + ".");
	}

	void check(CutoverPlan plan) {
		for (String version : new String[] { plan.from(), plan.to() }) {
			require(this.ready.contains(version), "Version '" + version + "' of '" + this.service
					+ "' has no ready instance; ready are " + this.ready + ". Start one, and try again.");
		}
	}

	private static void require(boolean valid, String message) {
		if (!valid) {
			throw new RouteRefusedException(Reason.REFUSED, message);
		}
	}

}
