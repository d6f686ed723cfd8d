package dev.mesh.placement;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

/**
 * Who was asked for the newest plan it knows and has not answered. Whoever does not
 * answer in time is not waited for. Owned by placement's thread; bounded by the members.
 */
final class Gathering {

	private final Duration timeout;

	private final Time time;

	private final Set<NodeId> awaited = new HashSet<>();

	private long until;

	Gathering(Duration timeout, Time time) {
		this.timeout = timeout;
		this.time = time;
		this.until = time.nanoTime();
	}

	void asked(NodeId member) {
		this.awaited.add(member);
		this.until = this.time.nanoTime() + this.timeout.toNanos();
	}

	void answered(NodeId member) {
		this.awaited.remove(member);
	}

	/** Nobody else answers. */
	void retain(View view) {
		this.awaited.removeIf((member) -> view.find(member) == null);
	}

	void giveUp() {
		this.awaited.clear();
	}

	boolean isEmpty() {
		return this.awaited.isEmpty();
	}

	/** Whether nobody is waited for any more, in whatever else is not known yet. */
	boolean isLate() {
		return this.until - this.time.nanoTime() <= 0;
	}

}
