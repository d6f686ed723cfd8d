package dev.mesh.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import dev.mesh.watch.Watched;

/**
 * The cluster as this node sees it. Safe for use by any thread.
 */
public interface MeshCluster {

	/**
	 * Return this node. After a rejoin its incarnation is a newer one.
	 * @return this node
	 */
	Node self();

	/**
	 * Return where this node stands.
	 * @return the status, to read or to watch
	 */
	Watched<MembershipStatus> status();

	/**
	 * Return when the others last went on without this node, because it hung or was cut
	 * off.
	 * @return the moment it learned so, empty if that never happened since the start
	 */
	default Optional<Instant> lastExclusion() {
		return Optional.empty();
	}

	/**
	 * Return the view, to read or to watch. Before the first join it is empty with number
	 * 0.
	 * @return the views
	 */
	Watched<View> views();

	/**
	 * Return the current view.
	 * @return the view
	 */
	default View view() {
		return views().get();
	}

	/**
	 * Wait for a view.
	 * @param condition what it must satisfy
	 * @param timeout the longest to wait
	 * @return the view
	 * @throws TimeoutException if none came in time
	 * @throws InterruptedException if the thread was interrupted
	 */
	default View awaitView(Predicate<? super View> condition, Duration timeout)
			throws TimeoutException, InterruptedException {
		return views().await(condition, timeout);
	}

	/**
	 * Tell whether this node leads the view.
	 * @return whether it is the coordinator
	 */
	default boolean isCoordinator() {
		return view().coordinator().equals(self().id());
	}

}
