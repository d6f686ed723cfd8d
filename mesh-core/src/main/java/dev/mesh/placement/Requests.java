package dev.mesh.placement;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.mesh.cluster.NodeId;
import dev.mesh.placement.PlacementRequestException.Reason;

/**
 * The requests of this node that wait for the coordinator's answer. Owned by placement's
 * thread; bounded.
 */
final class Requests {

	static final int MAX_WAITING = 64;

	private final Map<Long, Waiting> waiting = new HashMap<>();

	private long lastId;

	/**
	 * Note a request.
	 * @return its id, or 0 if too many wait
	 */
	long add(NodeId coordinator, CompletableFuture<Admission> answer) {
		if (this.waiting.size() >= MAX_WAITING) {
			fail(answer, Reason.NOT_READY, MAX_WAITING + " requests wait for an answer already. Try again later.");
			return 0;
		}
		this.waiting.put(++this.lastId, new Waiting(coordinator, answer));
		return this.lastId;
	}

	void answer(NodeId sender, long id, Outcome outcome) {
		Waiting request = this.waiting.get(id);
		if (request != null && request.coordinator().equals(sender)) {
			this.waiting.remove(id);
			complete(request.answer(), outcome);
		}
	}

	void expire(long id, Duration timeout) {
		Waiting request = this.waiting.remove(id);
		if (request != null) {
			fail(request.answer(), Reason.TIMEOUT,
					"The coordinator did not answer within " + timeout + ". Look at the plan, and ask again.");
		}
	}

	/**
	 * Give up on what was asked of others than the present coordinator.
	 */
	void coordinatorIs(NodeId coordinator) {
		this.waiting.values().removeIf((request) -> {
			boolean lost = !request.coordinator().equals(coordinator);
			if (lost) {
				fail(request.answer(), Reason.COORDINATOR_CHANGED,
						"Another node became coordinator before an answer came. Ask again.");
			}
			return lost;
		});
	}

	void close() {
		this.waiting.values()
			.forEach((request) -> fail(request.answer(), Reason.NOT_READY, "This node stops. Ask another one."));
		this.waiting.clear();
	}

	static void complete(CompletableFuture<Admission> answer, Outcome outcome) {
		if (outcome instanceof Outcome.Accepted accepted) {
			answer.complete(accepted.admission());
		}
		else if (outcome instanceof Outcome.Refused refused) {
			answer.completeExceptionally(refused.failure());
		}
	}

	static void fail(CompletableFuture<Admission> answer, Reason reason, String message) {
		answer.completeExceptionally(new PlacementRequestException(reason, message));
	}

	private record Waiting(NodeId coordinator, CompletableFuture<Admission> answer) {

	}

}
