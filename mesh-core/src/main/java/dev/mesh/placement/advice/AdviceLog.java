package dev.mesh.placement.advice;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.mesh.placement.advice.AdviceEvent.Kind;

/**
 * The latest of what the advisor did. Bounded.
 */
final class AdviceLog {

	private static final int MAX_EVENTS = 100;

	private final Deque<AdviceEvent> events = new ArrayDeque<>();

	void add(Instant at, Kind kind, List<Move> moves, double predicted, double measured, String why) {
		this.events.add(new AdviceEvent(at, kind, moves, predicted, measured, why));
		if (this.events.size() > MAX_EVENTS) {
			this.events.remove();
		}
	}

	List<AdviceEvent> list() {
		return List.copyOf(this.events);
	}

}
