package dev.mesh.placement.advice;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Which services are not to be moved to which nodes for a while: where they were moved in
 * vain, and where they came from when it paid to leave. The while doubles each time, so
 * that what swings comes to rest. Bounded: the oldest are forgotten.
 */
final class Regrets {

	private static final Duration FIRST = Duration.ofMinutes(5);

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int MOST = 256;

	private final Map<Place, Regret> places = new LinkedHashMap<>();

	/** These moves were in vain. */
	void tried(Collection<Move> moves, long nanos) {
		moves.forEach((move) -> add(move.service(), move.to(), false, nanos));
	}

	/** These moves have paid. */
	void left(Collection<Move> moves, long nanos) {
		moves.forEach((move) -> add(move.service(), move.from(), true, nanos));
	}

	private void add(ServiceId service, @Nullable NodeId node, boolean left, long nanos) {
		if (node != null) {
			Place place = new Place(service, node);
			Regret known = this.places.remove(place);
			int times = (known != null) ? known.times() + 1 : 1;
			this.places.put(place, new Regret(times, nanos + pause(times).toNanos(), left));
		}
		while (this.places.size() > MOST) {
			this.places.remove(this.places.keySet().iterator().next());
		}
	}

	/** Whether something may be tried again now that could not be a while ago. */
	boolean hasEnded(long since, long now) {
		return this.places.values()
			.stream()
			.anyMatch((regret) -> regret.until() - since > 0 && regret.until() - now <= 0);
	}

	private static Duration pause(int times) {
		Duration doubled = FIRST.multipliedBy(1L << Math.min(times - 1, 20));
		return (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
	}

	/**
	 * Keep what is regretted out of a problem.
	 */
	Problem without(Problem problem, long nanos) {
		return without(problem, Set.of(), nanos);
	}

	/**
	 * Keep what is regretted out of a problem, but for some services only what was in
	 * vain: to run one more where the last one left is no way back.
	 */
	Problem without(Problem problem, Set<ServiceId> growing, long nanos) {
		if (this.places.isEmpty()) {
			return problem;
		}
		List<Wanted> services = problem.services()
			.stream()
			.map((wanted) -> without(wanted, growing.contains(wanted.spec().service()), nanos))
			.toList();
		return new Problem(problem.hosts(), services, problem.traffic(), problem.current(), problem.weights(),
				problem.seed());
	}

	private Wanted without(Wanted wanted, boolean grows, long nanos) {
		Map<NodeId, String> barred = new HashMap<>(wanted.barred());
		this.places.forEach((place, regret) -> {
			if (place.service().equals(wanted.spec().service()) && regret.until() - nanos > 0
					&& !(grows && regret.left())) {
				barred.putIfAbsent(place.node(), "moving it there did not pay");
			}
		});
		return new Wanted(wanted.spec(), wanted.target(), wanted.offered(), barred, wanted.load(), wanted.startUp());
	}

	private record Place(ServiceId service, NodeId node) {

	}

	private record Regret(int times, long until, boolean left) {

	}

}
