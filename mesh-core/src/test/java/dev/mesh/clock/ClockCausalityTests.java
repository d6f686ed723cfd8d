package dev.mesh.clock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The theorems of the paper, held against random runs of several nodes whose wall clocks
 * drift and step within a known bound of each other. What happened before what is known
 * from vector clocks.
 */
class ClockCausalityTests {

	private static final int NODES = 4;

	private static final int STEPS = 900;

	private static final long EPSILON = 60;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void stampsRespectCausalityAndStayCloseToTheWallClocks(long seed) {
		List<Event> events = new Simulation(new Random(seed)).run();
		for (Event event : events) {
			assertThat(event.millis()).isBetween(event.wall, event.wall + EPSILON);
			assertThat(event.counter()).isLessThanOrEqualTo(sameMillisecondBefore(event, events));
		}
		for (Event first : events) {
			for (Event second : events) {
				if (first.happenedBefore(second)) {
					assertThat(first.stamp).isLessThan(second.stamp);
				}
			}
		}
	}

	private static int sameMillisecondBefore(Event event, List<Event> events) {
		return (int) events.stream()
			.filter((other) -> other.millis() == event.millis() && other.happenedBefore(event))
			.count();
	}

	/**
	 * A drawn stamp, the wall clock it was drawn at, and its place in the causal order.
	 */
	private static final class Event {

		private final long stamp;

		private final long wall;

		private final int node;

		private final int[] vector;

		Event(long stamp, long wall, int node, int[] vector) {
			this.stamp = stamp;
			this.wall = wall;
			this.node = node;
			this.vector = vector.clone();
		}

		long millis() {
			return this.stamp >>> 16;
		}

		int counter() {
			return (int) this.stamp & 0xFFFF;
		}

		boolean happenedBefore(Event other) {
			return this != other && this.vector[this.node] <= other.vector[this.node];
		}

	}

	private static final class Simulation {

		private final Random random;

		private final List<SteppedWall> walls = new ArrayList<>();

		private final List<HybridLogicalClock> clocks = new ArrayList<>();

		private final int[][] vectors = new int[NODES][NODES];

		private final Deque<Event> network = new ArrayDeque<>();

		private final List<Event> events = new ArrayList<>();

		private long trueTime = 1_000_000;

		Simulation(Random random) {
			this.random = random;
			for (int i = 0; i < NODES; i++) {
				SteppedWall wall = new SteppedWall(this.trueTime);
				this.walls.add(wall);
				this.clocks.add(new HybridLogicalClock(i, wall, Duration.ofMillis(EPSILON), null));
			}
		}

		List<Event> run() {
			for (int i = 0; i < STEPS; i++) {
				int node = this.random.nextInt(NODES);
				switch (this.random.nextInt(5)) {
					case 0 -> moveTime();
					case 1 -> draw(node);
					case 2 -> this.network.add(draw(node));
					case 3 -> receive(node);
					default -> stepWall(node);
				}
			}
			assertThat(this.clocks).allMatch((clock) -> clock.refused() == 0);
			return this.events;
		}

		/** No wall clock is further than half of epsilon from the truth. */
		private void moveTime() {
			this.trueTime += this.random.nextInt(20);
			for (int i = 0; i < NODES; i++) {
				stepWall(i);
			}
		}

		private void stepWall(int node) {
			this.walls.get(node).set(this.trueTime - EPSILON / 2 + this.random.nextInt((int) EPSILON + 1));
		}

		private Event draw(int node) {
			this.vectors[node][node]++;
			long stamp = this.clocks.get(node).now();
			Event event = new Event(stamp, this.walls.get(node).millis(), node, this.vectors[node]);
			this.events.add(event);
			return event;
		}

		private void receive(int node) {
			Event message = this.random.nextBoolean() ? this.network.pollFirst() : this.network.pollLast();
			if (message == null) {
				return;
			}
			// A message may be as old as it likes; its stamp never is ahead of the bound.
			assertThat(this.clocks.get(node).observe(message.stamp)).isTrue();
			for (int i = 0; i < NODES; i++) {
				this.vectors[node][i] = Math.max(this.vectors[node][i], message.vector[i]);
			}
			draw(node);
		}

	}

}
