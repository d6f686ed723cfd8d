package dev.mesh.placement.advice;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;

/**
 * Which services were moved to which nodes in vain. They are not tried there again for a
 * while, which doubles each time. Bounded: the oldest are forgotten.
 */
final class Regrets {

	private static final Duration FIRST = Duration.ofMinutes(5);

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int MOST = 256;

	private final Map<Place, Regret> places = new LinkedHashMap<>();

	void add(Collection<Move> moves, long nanos) {
		for (Move move : moves) {
			Place place = new Place(move.service(), move.to());
			Regret known = this.places.remove(place);
			int times = (known != null) ? known.times() + 1 : 1;
			this.places.put(place, new Regret(times, nanos + pause(times).toNanos()));
		}
		while (this.places.size() > MOST) {
			this.places.remove(this.places.keySet().iterator().next());
		}
	}

	void forgive(Collection<Move> moves) {
		moves.forEach((move) -> this.places.remove(new Place(move.service(), move.to())));
	}

	private static Duration pause(int times) {
		Duration doubled = FIRST.multipliedBy(1L << Math.min(times - 1, 20));
		return (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
	}

	/**
	 * Keep what did not pay out of a problem.
	 */
	Problem without(Problem problem, long nanos) {
		if (this.places.isEmpty()) {
			return problem;
		}
		List<Wanted> services = problem.services().stream().map((wanted) -> without(wanted, nanos)).toList();
		return new Problem(problem.hosts(), services, problem.traffic(), problem.current(), problem.weights(),
				problem.seed());
	}

	private Wanted without(Wanted wanted, long nanos) {
		Map<NodeId, String> barred = new HashMap<>(wanted.barred());
		this.places.forEach((place, regret) -> {
			if (place.service().equals(wanted.spec().service()) && regret.until() - nanos > 0) {
				barred.putIfAbsent(place.node(), "moving it there did not pay");
			}
		});
		return new Wanted(wanted.spec(), wanted.target(), wanted.offered(), barred, wanted.load(), wanted.startUp());
	}

	private record Place(ServiceId service, NodeId node) {

	}

	private record Regret(int times, long until) {

	}

}
