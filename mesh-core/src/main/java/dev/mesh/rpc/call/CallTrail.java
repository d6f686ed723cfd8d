package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one call has met that did not go well. A call whose first attempt is answered has
 * none, and costs nothing. Confined to the thread that carries on the call; bounded by
 * its attempts.
 */
final class CallTrail {

	private final long beganNanos;

	private final List<Step> steps = new ArrayList<>(4);

	CallTrail(long beganNanos) {
		this.beganNanos = beganNanos;
	}

	/**
	 * Add an attempt that has just failed.
	 * @param attempt the attempt
	 * @param hedge whether it was sent while another one was under way
	 */
	void add(Attempt attempt, boolean hedge) {
		this.steps.add(new Step(attempt, hedge, System.nanoTime()));
	}

	/**
	 * Return when the call was first sent, or began to wait.
	 */
	long beganNanos() {
		return this.beganNanos;
	}

	List<Step> steps() {
		return this.steps;
	}

	@Nullable Attempt last() {
		return this.steps.isEmpty() ? null : this.steps.get(this.steps.size() - 1).attempt();
	}

	/**
	 * One attempt that has failed.
	 *
	 * @param attempt the attempt
	 * @param hedge whether it was sent while another one was under way
	 * @param endedNanos when it had failed
	 */
	record Step(Attempt attempt, boolean hedge, long endedNanos) {

	}

}
