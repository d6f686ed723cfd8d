package dev.mesh.cluster.jgroups;

import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.security.RefusalLog;

/**
 * The answer to one connection that this node makes; the first word counts.
 */
final class Answer {

	private final SocketAddress peer;

	private final RefusalLog refusals;

	private final PeerAnswers answers;

	private final AtomicBoolean given = new AtomicBoolean();

	Answer(SocketAddress peer, RefusalLog refusals, PeerAnswers answers) {
		this.peer = peer;
		this.refusals = refusals;
		this.answers = answers;
		answers.asked(peer);
	}

	/** The peer is not there, or says nothing, or speaks as a member does. */
	void settled() {
		if (this.given.compareAndSet(false, true)) {
			this.answers.settled(this.peer);
		}
	}

	/**
	 * The peer refused.
	 * @param reason why
	 */
	void refused(String reason) {
		if (this.given.compareAndSet(false, true)) {
			this.refusals.refusedBy(this.peer, reason);
			this.answers.refused(this.peer, reason);
		}
	}

}
