package dev.mesh.cluster.membership;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Messages that came before the view that lets them in. Bounded in number and time: the
 * oldest go first.
 */
final class HeldMessages {

	private static final int MAX_MESSAGES = 1024;

	private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(3);

	private final Deque<Held> messages = new ArrayDeque<>();

	void add(PeerAddress from, Envelope envelope, long now) {
		if (this.messages.size() == MAX_MESSAGES) {
			this.messages.removeFirst();
		}
		this.messages.addLast(new Held(from, envelope, now));
	}

	List<Held> takeAll(long now) {
		expire(now);
		List<Held> taken = new ArrayList<>(this.messages);
		this.messages.clear();
		return taken;
	}

	void expire(long now) {
		while (!this.messages.isEmpty() && now - this.messages.getFirst().since() > MAX_NANOS) {
			this.messages.removeFirst();
		}
	}

	void clear() {
		this.messages.clear();
	}

	int size() {
		return this.messages.size();
	}

	/**
	 * A message that waits.
	 *
	 * @param from where it came from
	 * @param envelope the message
	 * @param since when it came, in nanoseconds of the ticker
	 */
	record Held(PeerAddress from, Envelope envelope, long since) {

	}

}
