package dev.mesh.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.mesh.cluster.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class LocalityTests {

	private static final int CALLS = 100_000;

	private final Locality locality = new Locality();

	private static Node callerIn(String region, String zone) {
		return TestCandidate.node("caller-" + region + zone, region, zone, 1);
	}

	@Test
	void callsStayInTheZoneWhereItHasItsShareOfInstances() {
		Service service = new Service(TestCandidate.in("r", "a", "a1"), TestCandidate.in("r", "a", "a2"),
				TestCandidate.in("r", "b", "b1"), TestCandidate.in("r", "b", "b2"))
			.members(callerIn("r", "a"), callerIn("r", "b"));
		assertThat(service.pick(this.locality, callerIn("r", "a"), CALLS)).containsOnlyKeys("a1", "a2");
		assertThat(service.pick(this.locality, callerIn("r", "b"), CALLS)).containsOnlyKeys("b1", "b2");
	}

	@Test
	void aZoneWithoutInstancesGoesToItsRegionFirst() {
		Service service = new Service(TestCandidate.in("r", "b", "b1"), TestCandidate.in("r", "b", "b2"),
				TestCandidate.in("far", "c", "c1"))
			.members(callerIn("r", "a"), callerIn("far", "c"));
		assertThat(service.pick(this.locality, callerIn("r", "a"), CALLS)).containsOnlyKeys("b1", "b2");
	}

	@Test
	void aLoneSurvivorOfAZoneGetsNoMoreThanTheOthers() {
		List<TestCandidate> instances = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			instances.add(TestCandidate.in("r", "b", "b" + i));
		}
		instances.add(TestCandidate.in("r", "a", "a0"));
		Service service = new Service(instances);
		Map<String, Integer> counts = new TreeMap<>();
		// As many callers in the zone with one instance as in the zone with four.
		for (int i = 0; i < 5; i++) {
			service.members(TestCandidate.node("a-" + i, "r", "a", 1), TestCandidate.node("b-" + i, "r", "b", 1));
		}
		for (Node member : service.seenFrom(instances.get(0).node()).members()) {
			service.pick(this.locality, member, CALLS / 10)
				.forEach((name, calls) -> counts.merge(name, calls, Integer::sum));
		}
		int mean = counts.values().stream().mapToInt(Integer::intValue).sum() / 5;
		assertThat(counts.values()).allSatisfy((calls) -> assertThat(calls).isCloseTo(mean, withinPercentage(5)));
	}

	@Test
	void anySharesOfAnyZonesLoadAllInstancesByTheirWeight() {
		RandomGenerator random = RandomGenerator.of("SplittableRandom");
		for (int round = 0; round < 200; round++) {
			List<TestCandidate> instances = new ArrayList<>();
			List<Node> callers = new ArrayList<>();
			for (int i = 0; i < 1 + random.nextInt(20); i++) {
				String zone = "z" + random.nextInt(4);
				instances.add(new TestCandidate(
						TestCandidate.node("i" + i, "r" + random.nextInt(3), zone, 1 + random.nextInt(4))));
			}
			for (int i = 0; i < 1 + random.nextInt(30); i++) {
				callers.add(TestCandidate.node("c" + i, "r" + random.nextInt(3), "z" + random.nextInt(4), 1));
			}
			assertThatZonesAreBalanced(new Candidates("service", instances, callers, null));
		}
	}

	private static void assertThatZonesAreBalanced(Candidates candidates) {
		Map<Place, Double> load = new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
		double callers = candidates.members().size();
		for (Node caller : candidates.members()) {
			Map<Place, Double> shares = ZoneShares.of(candidates, Place.of(caller));
			assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
			shares.forEach((place, share) -> load.merge(place, share / callers, Double::sum));
		}
		double weight = candidates.all().stream().mapToDouble(Candidate::weight).sum();
		load.forEach((place, share) -> {
			double instances = candidates.all()
				.stream()
				.filter((candidate) -> Place.of(candidate.node()).equals(place))
				.mapToDouble(Candidate::weight)
				.sum();
			assertThat(share).as("%s", place).isCloseTo(instances / weight, within(1e-9));
		});
	}

	@Test
	void theShareOfThoseThatAreClosedLeavesTheZone() {
		List<TestCandidate> instances = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			instances.add(TestCandidate.in("r", "a", "a" + i));
			instances.add(TestCandidate.in("r", "b", "b" + i));
		}
		Service service = new Service(instances);
		instances.stream().filter((one) -> one.toString().matches("a[1-4]")).forEach(service.closed::add);
		Map<String, Integer> counts = service.pick(this.locality, instances.get(0).node(), CALLS);
		// A fifth is its own; of the four fifths set free it gets a sixth, as all others.
		assertThat(counts.get("a0")).isCloseTo(CALLS / 5 + CALLS * 4 / 5 / 6, withinPercentage(12));
		assertThat(counts).containsKeys("b0", "b1", "b2", "b3", "b4");
	}

	@Test
	void aCrowdNearbySpillsOverToTheIdleFurtherAway() {
		Service service = new Service(TestCandidate.in("r", "a", "near"), TestCandidate.in("r", "b", "far"))
			.members(callerIn("r", "a"), callerIn("r", "b"));
		assertThat(service.pick(this.locality, callerIn("r", "a"), 1000)).containsOnlyKeys("near");
		service.all.get(0).inFlightOfOthers = 9;
		assertThat(service.pick(this.locality, callerIn("r", "a"), 1000)).containsOnlyKeys("far");
		service.all.get(1).inFlightOfOthers = 9;
		assertThat(service.pick(this.locality, callerIn("r", "a"), 1000)).containsOnlyKeys("near");
	}

	@Test
	void theOwnInstanceComesFirst() {
		Service service = new Service(TestCandidate.in("r", "a", "here"), TestCandidate.in("r", "a", "near"));
		service.all.get(0).local = true;
		assertThat(service.pick(this.locality, service.all.get(0).node(), 1000)).containsOnlyKeys("here");
		assertThat(this.locality.prefersLocal()).isTrue();
	}

	@Test
	void aCallerThatIsInNoViewAsksAnybody() {
		Service service = new Service(TestCandidate.in("r", "a", "a1"), TestCandidate.in("r", "b", "b1"));
		Selection selection = this.locality.prepare(new Candidates("service", service.all, List.of(), null));
		assertThat(IntStream.range(0, 100).map((i) -> selection.select(service)).distinct())
			.containsExactlyInAnyOrder(0, 1);
	}

}
