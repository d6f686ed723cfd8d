package dev.mesh.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteMapTests {

	private static RouteEntry random(Random random) {
		String service = "s" + random.nextInt(6);
		long generation = 1L + random.nextInt(4);
		long stamp = generation + random.nextInt(4);
		long writer = random.nextInt(3);
		// What one node writes at one stamp is one thing.
		boolean removed = (service.hashCode() + generation + stamp + writer) % 3 == 0;
		RoutePolicy policy = RoutePolicy.only(generation + "." + stamp + "." + writer);
		return new RouteEntry(service, generation, stamp, writer, removed ? null : new Route(policy, null));
	}

	private static RouteMap merged(List<RouteEntry> entries) {
		RouteMap map = new RouteMap();
		entries.forEach(map::merge);
		return map;
	}

	@RepeatedTest(50)
	void mergingIsCommutativeAssociativeAndIdempotent(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<RouteEntry> entries = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			entries.add(random(random));
		}
		RouteMap one = merged(entries);
		List<RouteEntry> shuffled = new ArrayList<>(entries);
		shuffled.addAll(entries.subList(20, 70));
		Collections.shuffle(shuffled, random);
		RouteMap other = merged(shuffled);
		assertThat(other.entries()).isEqualTo(one.entries());
		assertThat(other.digest()).isEqualTo(one.digest());
		// (a + b) + c = a + (b + c)
		RouteMap left = merged(entries.subList(0, 60));
		merged(entries.subList(60, 100)).entries().forEach(left::merge);
		assertThat(left.entries()).isEqualTo(one.entries());
		one.entries().forEach((entry) -> assertThat(left.merge(entry)).isFalse());
	}

	@Test
	void whatPeopleDecideOverrulesALaterStepOfACutover() {
		Route old = new Route(RoutePolicy.only("1"), null);
		Route next = new Route(RoutePolicy.only("2"), null);
		RouteEntry decided = new RouteEntry("s", 20, 20, 1, old);
		RouteEntry step = new RouteEntry("s", 10, 30, 2, next);
		assertThat(merged(List.of(decided, step)).get("s")).isEqualTo(decided);
		assertThat(merged(List.of(step, decided)).get("s")).isEqualTo(decided);
	}

	@Test
	void mapsThatDifferHaveOtherDigests() {
		RouteEntry entry = new RouteEntry("s", 1, 1, 1, null);
		RouteMap map = merged(List.of(entry));
		assertThat(map.digest()).isNotEqualTo(new RouteMap().digest());
		for (RouteEntry other : List.of(new RouteEntry("t", 1, 1, 1, null), new RouteEntry("s", 1, 2, 1, null),
				new RouteEntry("s", 2, 2, 1, null), new RouteEntry("s", 1, 1, 2, null))) {
			assertThat(merged(List.of(other)).digest()).isNotEqualTo(map.digest());
		}
	}

	@Test
	void whatWasRemovedIsForgottenAfterADay() {
		long day = 24 * 60 * 60 * 1000L;
		RouteMap map = merged(List.of(new RouteEntry("gone", 1, (10 * day) << 16, 1, null),
				new RouteEntry("kept", 1, (10 * day) << 16, 1, new Route(RoutePolicy.only("1"), null))));
		map.purge(11 * day);
		assertThat(map.entries()).hasSize(2);
		map.purge(11 * day + 1);
		assertThat(map.entries()).extracting(RouteEntry::service).containsExactly("kept");
	}

	@Test
	void aMapIsBoundedWhateverPeersSend() {
		RouteMap map = new RouteMap();
		for (int i = 0; i < 10_000; i++) {
			map.merge(new RouteEntry("s" + i, 1, 1, 1, null));
		}
		assertThat(map.entries()).hasSizeLessThan(5000);
		assertThat(map.hasRoomFor("new")).isFalse();
		assertThat(map.hasRoomFor("s1")).isTrue();
	}

}
