package dev.mesh.placement.traffic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Traffic;

/**
 * How far calls would go under an assignment, if each goes to the nearest instance, and
 * an instance makes as much of its service's calls as it gets of the calls to it: what
 * enters on a node is followed through the services. The instances of a service that
 * nobody was seen to call share its calls evenly. Immutable.
 */
public final class FlowModel {

	/** Chains of calls are shorter, and rings of calls settle sooner. */
	private static final int MOST_ROUNDS = 32;

	private static final double SETTLED = 1e-9;

	private final Traffic traffic;

	private final List<Node> nodes;

	private final Geography geography;

	private final List<ServiceId> services;

	private final Map<ServiceId, Integer> positions = new HashMap<>();

	/**
	 * Model calls.
	 * @param nodes the live nodes
	 * @param traffic the calls
	 */
	public FlowModel(Collection<Node> nodes, Traffic traffic) {
		this.traffic = traffic;
		this.nodes = List.copyOf(nodes);
		this.geography = new Geography(this.nodes);
		TreeSet<ServiceId> named = new TreeSet<>();
		traffic.between().forEach((calls) -> {
			named.add(calls.caller());
			named.add(calls.callee());
		});
		traffic.entering().forEach((calls) -> named.add(calls.callee()));
		this.services = List.copyOf(named);
		this.services.forEach((service) -> this.positions.put(service, this.positions.size()));
	}

	/**
	 * Return how far each call goes.
	 * @param assignment what runs where
	 * @return the flows, in the order of the traffic: those between services, then those
	 * that enter, one for each node
	 */
	public List<Flow> flows(Assignment assignment) {
		Reach reach = reach(assignment);
		double[][] shares = shares(reach);
		List<Flow> flows = new ArrayList<>();
		for (Traffic.Between calls : this.traffic.between()) {
			int caller = position(calls.caller());
			int callee = position(calls.callee());
			double distance = 0;
			for (int i = 0; i < shares[caller].length; i++) {
				distance += shares[caller][i] * reach.distance(reach.places(caller)[i], callee);
			}
			flows.add(new Flow(calls.caller(), calls.callee(), calls.callsPerSecond(),
					perCall(calls.bytesPerSecond(), calls.callsPerSecond()), distance));
		}
		for (Traffic.Entering calls : this.traffic.entering()) {
			int from = this.geography.position(calls.node());
			int distance = (from >= 0) ? reach.distance(from, position(calls.callee())) : Distance.FAR;
			flows.add(new Flow(null, calls.callee(), calls.callsPerSecond(),
					perCall(calls.bytesPerSecond(), calls.callsPerSecond()), distance));
		}
		return flows;
	}

	/**
	 * Return what all calls cost.
	 * @param assignment what runs where
	 * @return the calls a second times the distance that each goes
	 */
	public double cost(Assignment assignment) {
		return Flow.cost(flows(assignment));
	}

	/**
	 * Return the same calls, those of some callers told as calls that enter on the nodes
	 * where they are made.
	 * @param callers the callers
	 * @param assignment what runs where
	 * @return the calls
	 */
	public Traffic withFixed(Set<ServiceId> callers, Assignment assignment) {
		Reach reach = reach(assignment);
		double[][] shares = shares(reach);
		List<Traffic.Between> between = new ArrayList<>();
		List<Traffic.Entering> entering = new ArrayList<>(this.traffic.entering());
		for (Traffic.Between calls : this.traffic.between()) {
			int caller = position(calls.caller());
			int[] places = reach.places(caller);
			if (!callers.contains(calls.caller()) || places.length == 0) {
				between.add(calls);
				continue;
			}
			for (int i = 0; i < places.length; i++) {
				entering.add(new Traffic.Entering(this.nodes.get(places[i]).id(), calls.callee(),
						calls.callsPerSecond() * shares[caller][i], calls.bytesPerSecond() * shares[caller][i]));
			}
		}
		return new Traffic(between, entering);
	}

	private Reach reach(Assignment assignment) {
		return new Reach(this.geography, this.services, assignment);
	}

	/** Of the calls that a service makes, the part made at each of its places. */
	private double[][] shares(Reach reach) {
		double[][] shares = new double[this.services.size()][];
		for (int service = 0; service < shares.length; service++) {
			shares[service] = reach.counts(service).clone();
			normalize(shares[service]);
		}
		double change = 1;
		for (int round = 0; round < MOST_ROUNDS && change > SETTLED; round++) {
			change = 0;
			double[][] arriving = arriving(reach, shares);
			for (int service = 0; service < shares.length; service++) {
				if (normalize(arriving[service])) {
					change = Math.max(change, difference(shares[service], arriving[service]));
					shares[service] = arriving[service];
				}
			}
		}
		return shares;
	}

	private double[][] arriving(Reach reach, double[][] shares) {
		double[][] arriving = new double[shares.length][];
		for (int service = 0; service < shares.length; service++) {
			arriving[service] = new double[shares[service].length];
		}
		for (Traffic.Entering calls : this.traffic.entering()) {
			int from = this.geography.position(calls.node());
			int callee = position(calls.callee());
			if (from >= 0) {
				reach.divide(from, callee, calls.callsPerSecond(), arriving[callee]);
			}
		}
		for (Traffic.Between calls : this.traffic.between()) {
			int caller = position(calls.caller());
			int callee = position(calls.callee());
			for (int i = 0; i < shares[caller].length && caller != callee; i++) {
				double made = calls.callsPerSecond() * shares[caller][i];
				reach.divide(reach.places(caller)[i], callee, made, arriving[callee]);
			}
		}
		return arriving;
	}

	private int position(ServiceId service) {
		return this.positions.getOrDefault(service, 0);
	}

	private static boolean normalize(double[] parts) {
		double sum = 0;
		for (double part : parts) {
			sum += part;
		}
		for (int i = 0; i < parts.length && sum > 0; i++) {
			parts[i] /= sum;
		}
		return sum > 0;
	}

	private static double difference(double[] one, double[] other) {
		double most = 0;
		for (int i = 0; i < one.length; i++) {
			most = Math.max(most, Math.abs(one[i] - other[i]));
		}
		return most;
	}

	private static double perCall(double bytes, double calls) {
		return (calls > 0) ? bytes / calls : 0;
	}

}
