package dev.mesh.placement.solver;

import dev.mesh.placement.solver.CallGraph.Edge;
import dev.mesh.placement.solver.CallGraph.Entering;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost over the distance to the nearest instance of the called service. What
 * an instance more or less changes follows from counts by host, zone and region, at the
 * same small price however many instances there are.
 */
final class Distances {

	static final int SAME_ZONE = 1;

	static final int SAME_REGION = 10;

	static final int FAR = 50;

	private final CallGraph calls;

	private final Geography geography;

	private final Counts counts;

	Distances(Model model, Counts counts) {
		this.calls = model.calls;
		this.geography = model.geography;
		this.counts = counts;
	}

	/** Returns what the calls that a service makes and those that enter it cost. */
	long cost(int service) {
		long cost = 0;
		for (int i = 0; i < this.counts.hostCount(service); i++) {
			int host = this.counts.host(service, i);
			cost += calleesCost(service, host) * this.counts.at(service, host);
		}
		@Nullable Entering entering = this.calls.entering[service];
		if (entering != null) {
			for (int host : entering.hosts) {
				cost += entering.byHost[host] * distance(host, service);
			}
		}
		return cost;
	}

	private long calleesCost(int service, int host) {
		long cost = 0;
		for (Edge edge : this.calls.callees[service]) {
			cost += edge.price() * distance(host, edge.peer());
		}
		return cost;
	}

	/** Returns the distance from a host to the nearest instance of a service. */
	int distance(int host, int service) {
		if (this.counts.at(service, host) > 0) {
			return 0;
		}
		if (this.counts.inZone(service, this.geography.zone[host]) > 0) {
			return SAME_ZONE;
		}
		return (this.counts.inRegion(service, this.geography.region[host]) > 0) ? SAME_REGION : FAR;
	}

	/** Returns by how much the cost grows with an instance more. */
	long addCost(int service, int host) {
		long cost = calleesCost(service, host);
		Edge[] callers = this.calls.callers[service];
		@Nullable Entering entering = this.calls.entering[service];
		if (callers.length == 0 && entering == null) {
			return cost;
		}
		int before = distance(host, service);
		if (before == 0) {
			return cost;
		}
		for (Edge edge : callers) {
			cost -= edge.price() * callersGain(edge.peer(), host, before);
		}
		return (entering != null) ? cost - enteringGain(entering, host, before) : cost;
	}

	/**
	 * Returns by how much the cost grows with an instance more on a host of a zone on
	 * which neither callers nor callees nor others of it are.
	 */
	long addCostApart(int service, int zone) {
		long cost = 0;
		for (Edge edge : this.calls.callees[service]) {
			cost += edge.price() * zoneDistance(zone, edge.peer());
		}
		Edge[] callers = this.calls.callers[service];
		@Nullable Entering entering = this.calls.entering[service];
		if (callers.length == 0 && entering == null) {
			return cost;
		}
		int before = zoneDistance(zone, service);
		if (before == SAME_ZONE) {
			return cost;
		}
		int region = this.geography.regionOfZone[zone];
		for (Edge edge : callers) {
			long inZone = this.counts.inZone(edge.peer(), zone);
			cost -= edge.price() * gain(0, inZone, this.counts.inRegion(edge.peer(), region), before);
		}
		return (entering == null) ? cost : cost - gain(0, entering.byZone[zone], entering.byRegion[region], before);
	}

	/** The distance from a zone, but for hosts in it that have the service. */
	private int zoneDistance(int zone, int service) {
		if (this.counts.inZone(service, zone) > 0) {
			return SAME_ZONE;
		}
		return (this.counts.inRegion(service, this.geography.regionOfZone[zone]) > 0) ? SAME_REGION : FAR;
	}

	/**
	 * Returns the distance that callers save together: those on the host all of it; those
	 * elsewhere in its zone and region only if nothing was as near.
	 */
	private static long gain(long here, long inZone, long inRegion, int before) {
		long gain = here * before;
		if (before > SAME_ZONE) {
			gain += (inZone - here) * (before - SAME_ZONE);
		}
		if (before > SAME_REGION) {
			gain += (inRegion - inZone) * (before - SAME_REGION);
		}
		return gain;
	}

	private long callersGain(int caller, int host, int before) {
		return gain(this.counts.at(caller, host), this.counts.inZone(caller, this.geography.zone[host]),
				this.counts.inRegion(caller, this.geography.region[host]), before);
	}

	private long enteringGain(Entering entering, int host, int before) {
		return gain(entering.byHost[host], entering.byZone[this.geography.zone[host]],
				entering.byRegion[this.geography.region[host]], before);
	}

}
