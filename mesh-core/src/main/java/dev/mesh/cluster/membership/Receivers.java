package dev.mesh.cluster.membership;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.Messaging.Receiver;
import dev.mesh.cluster.Messaging.Subject;

/**
 * The one receiver of each subject; outlives restarts of the node. Safe for use by any
 * thread.
 */
public final class Receivers {

	private final Map<Subject, Receiver> bySubject = new ConcurrentHashMap<>();

	/**
	 * Set the receiver of a subject.
	 * @param subject the subject
	 * @param receiver the receiver
	 */
	public void set(Subject subject, Receiver receiver) {
		this.bySubject.put(subject, receiver);
	}

	@Nullable Receiver of(Subject subject) {
		return this.bySubject.get(subject);
	}

}
