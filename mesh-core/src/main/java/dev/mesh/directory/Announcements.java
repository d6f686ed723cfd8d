package dev.mesh.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

/**
 * Who still has to acknowledge which of this node's entries. Owned by one thread.
 */
final class Announcements {

	private static final int MAX_PENDING = 64;

	private final List<Announcement> pending = new ArrayList<>();

	/**
	 * Begin to wait.
	 * @param stamp the entry that all are to have, or a newer one
	 * @param members who is to acknowledge it
	 * @param deadline in the time of {@link System#nanoTime()}
	 * @param done completed when all have
	 */
	void add(long stamp, Set<NodeId> members, long deadline, CompletableFuture<Void> done) {
		if (members.isEmpty()) {
			done.complete(null);
		}
		else if (this.pending.size() == MAX_PENDING) {
			done.completeExceptionally(new IllegalStateException(
					MAX_PENDING + " announcements wait for acknowledgement already: await one before making the next"));
		}
		else {
			this.pending.add(new Announcement(stamp, new HashSet<>(members), deadline, done));
		}
	}

	void acknowledge(NodeId member, long stamp) {
		settle((announcement) -> {
			if (Long.compareUnsigned(announcement.stamp(), stamp) <= 0) {
				announcement.missing().remove(member);
			}
			return announcement.missing().isEmpty();
		});
	}

	void changeView(View view) {
		settle((announcement) -> {
			announcement.missing().removeIf((member) -> view.find(member) == null);
			return announcement.missing().isEmpty();
		});
	}

	private void settle(Predicate<Announcement> settled) {
		List<Announcement> finished = this.pending.stream().filter(settled).toList();
		this.pending.removeAll(finished);
		finished.forEach((announcement) -> announcement.done().complete(null));
	}

	/**
	 * Give up what is overdue.
	 */
	void expire() {
		List<Announcement> overdue = this.pending.stream()
			.filter((announcement) -> announcement.deadline() - System.nanoTime() <= 0)
			.toList();
		this.pending.removeAll(overdue);
		overdue.forEach((announcement) -> announcement.done()
			.completeExceptionally(new TimeoutException("not acknowledged in time by " + announcement.missing()
					+ ". They may still send calls here; refuse those, and they are tried elsewhere.")));
	}

	void close() {
		this.pending.forEach((announcement) -> announcement.done()
			.completeExceptionally(new IllegalStateException("the directory was stopped: await announcements first")));
		this.pending.clear();
	}

	/**
	 * Return who is still missing.
	 */
	Set<NodeId> missing() {
		Set<NodeId> all = new HashSet<>();
		this.pending.forEach((announcement) -> all.addAll(announcement.missing()));
		return all;
	}

	private record Announcement(long stamp, Set<NodeId> missing, long deadline, CompletableFuture<Void> done) {

	}

}
