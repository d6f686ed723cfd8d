package dev.mesh.placement;

import java.util.Map;

import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host.Mode;

import org.junit.jupiter.api.Test;

import static dev.mesh.placement.Worlds.and;
import static dev.mesh.placement.Worlds.on;
import static org.assertj.core.api.Assertions.assertThat;

class StagingTests {

	private final Worlds worlds = new Worlds().nodes(4);

	@Test
	void noMoreMoveAtOnceThanAllowedAndAllDoInTheEnd() {
		Assignment now = Assignment.NONE;
		Assignment goal = Assignment.NONE;
		for (int i = 0; i < 7; i++) {
			now = and(now, "s" + i, 1);
			goal = and(goal, "s" + i, 2);
		}
		int stages = 0;
		while (!now.equals(goal)) {
			Assignment next = next(now, goal, now, 3);
			assertThat(moved(now, next)).isBetween(1, 3);
			now = next;
			stages++;
		}
		assertThat(stages).isEqualTo(3);
	}

	@Test
	void aMoveIsUnderWayUntilTheOldInstanceIsGone() {
		Assignment goal = and(on("a", 2), "b", 2);
		Assignment first = next(and(on("a", 1), "b", 1), goal, and(on("a", 1), "b", 1), 1);
		assertThat(first).isEqualTo(and(on("a", 2), "b", 1));
		assertThat(next(first, goal, and(on("a", 1, 2), "b", 1), 1)).isEqualTo(first);
		assertThat(next(first, goal, and(on("a", 2), "b", 1), 1)).isEqualTo(goal);
	}

	@Test
	void startsAndStopsDoNotWait() {
		Assignment now = and(on("a", 1, 2, 3), "b", 1);
		Assignment goal = and(on("a", 3), "c", 1, 2, 3, 4);
		Assignment busy = and(now, "x", 1, 2, 3, 4);
		assertThat(next(now, goal, busy, 2)).isEqualTo(goal);
	}

	@Test
	void whatWasOnALostNodeStartsAtOnce() {
		this.worlds.without(4);
		Assignment now = and(and(on("a", 4), "b", 4), "c", 1);
		Assignment goal = and(and(on("a", 1), "b", 2), "c", 3);
		assertThat(next(now, goal, and(on("c", 1), "x", 1), 1)).isEqualTo(and(and(on("a", 1), "b", 2), "c", 1));
	}

	@Test
	void aNodeThatLeavesByItselfIsNotHeldUp() {
		this.worlds.leaving(1);
		Assignment now = and(on("a", 1), "b", 1);
		Assignment goal = and(on("a", 2), "b", 3);
		assertThat(next(now, goal, now, 1)).isEqualTo(goal);
	}

	@Test
	void aDrainKeepsWhatHasNoReplacement() {
		this.worlds.mode(1, Mode.DRAINING).service("a", "{replicas: 1}").service("b", "{replicas: 1}");
		Assignment now = and(on("a", 1), "b", 1, 2);
		assertThat(next(now, on("b", 2), now, 4)).isEqualTo(and(on("a", 1), "b", 2));
		assertThat(next(on("a", 1), on("a", 3), on("a", 1), 4)).isEqualTo(on("a", 3));
	}

	@Test
	void countsMoveOneByOne() {
		Assignment goal = on("a", 2, 2, 2);
		Assignment now = on("a", 1, 1, 1);
		Assignment first = next(now, goal, now, 2);
		assertThat(first).isEqualTo(on("a", 1, 2, 2));
		assertThat(next(first, goal, on("a", 1, 1, 2, 2), 2)).isEqualTo(goal);
	}

	@Test
	void noStageBreaksARuleThatTheOthersMakeRoomFor() {
		this.worlds.service("a", "{replicas: 1, demand: 0.6}")
			.service("b", "{replicas: 1, demand: 0.6}")
			.service("c", "{replicas: 1, demand: 0.6}");
		Assignment now = and(and(on("a", 1), "b", 2), "c", 3);
		Assignment goal = and(and(on("a", 2), "b", 3), "c", 4);
		Assignment first = next(now, goal, now, 1);
		assertThat(first).isEqualTo(and(and(on("a", 1), "b", 2), "c", 4));
		Assignment second = next(first, goal, first, 1);
		assertThat(second).isEqualTo(and(and(on("a", 1), "b", 3), "c", 4));
		assertThat(next(second, goal, second, 1)).isEqualTo(goal);
	}

	@Test
	void aStartWaitsForItsRoom() {
		this.worlds.service("a", "{replicas: 1, biases: {b: never}}").service("b", "{replicas: 1}");
		Assignment goal = and(and(on("a", 1), "b", 2), "x", 3);
		assertThat(next(and(on("b", 1), "x", 4), goal, on("y", 4, 4, 4, 4), 4)).isEqualTo(and(on("b", 1), "x", 4));
		assertThat(next(and(on("b", 1), "x", 4), goal, and(on("b", 1), "x", 4), 4)).isEqualTo(goal);
	}

	@Test
	void aZoneIsNotGivenMoreThanItMayHaveOnTheWay() {
		this.worlds.zone(3, "y")
			.zone(4, "y")
			.service("a", "{replicas: 2, max-per-zone: 1}")
			.service("b", "{replicas: 1}");
		Assignment now = and(on("a", 1, 3), "b", 4);
		Assignment goal = and(on("a", 2, 4), "b", 3);
		assertThat(next(now, goal, now, 1)).isEqualTo(and(on("a", 2, 3), "b", 4));
		assertThat(next(on("a", 1, 3), on("a", 4, 2), on("a", 1, 3), 1)).isEqualTo(on("a", 2, 3));
		assertThat(next(on("a", 3, 1), on("a", 2, 4), on("a", 3, 1), 1)).isEqualTo(on("a", 2, 3));
		assertThat(next(on("a", 1), on("a", 2, 4), and(on("a", 1), "x", 3, 3), 1)).isEqualTo(on("a", 1, 4));
	}

	@Test
	void whoWaitsForOneAnotherGoTogether() {
		this.worlds.service("a", "{replicas: 1, biases: {b: always}}")
			.service("b", "{replicas: 1, biases: {a: always}}");
		Assignment now = and(on("a", 1), "b", 1);
		Assignment goal = and(on("a", 2), "b", 2);
		assertThat(next(Assignment.NONE, now, Assignment.NONE, 4)).isEqualTo(now);
		assertThat(next(now, goal, now, 4)).isEqualTo(goal);
		Assignment torn = next(now, goal, now, 1);
		assertThat(next(torn, goal, torn, 1)).isEqualTo(goal);
	}

	private Assignment next(Assignment now, Assignment goal, Assignment shown, int maxMoves) {
		return new Staging(this.worlds.shown(shown).world(), now, goal).next(maxMoves);
	}

	private static int moved(Assignment now, Assignment next) {
		return now.counts()
			.entrySet()
			.stream()
			.mapToInt((service) -> Staging
				.excess(service.getValue(), next.counts().getOrDefault(service.getKey(), Map.of()))
				.size())
			.sum();
	}

}
