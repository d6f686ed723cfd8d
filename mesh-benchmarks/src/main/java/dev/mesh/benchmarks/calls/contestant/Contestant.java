package dev.mesh.benchmarks.calls.contestant;

import dev.mesh.benchmarks.calls.work.OrderDesk;

/**
 * One way to call an {@link OrderDesk} in another JVM.
 */
public interface Contestant {

	/**
	 * Return its short name, as given to {@code --contestants}.
	 * @return the name
	 */
	String id();

	/**
	 * Return its name in tables.
	 * @return the name
	 */
	String title();

	/**
	 * Tell whether calls can be made without a thread each.
	 * @return whether they can
	 */
	default boolean isAsync() {
		return true;
	}

	/**
	 * Return the oldest Java release it runs on.
	 * @return the feature number
	 */
	default int javaRelease() {
		return 17;
	}

	/**
	 * Serve the desk on loopback; returns when calls can be made.
	 * @param port the port, free so far
	 * @return stops serving
	 * @throws Exception if it cannot be served
	 */
	Stop serve(int port) throws Exception;

	/**
	 * Connect to what is served; returns when calls can be made.
	 * @param port the port given to {@link #serve}
	 * @return the connection
	 * @throws Exception if there is nothing to connect to
	 */
	Connection connect(int port) throws Exception;

	/**
	 * A caller's side.
	 *
	 * @param desk makes the calls
	 * @param stop releases what they take
	 */
	record Connection(OrderDesk desk, Stop stop) {

	}

	/**
	 * Ends what was begun.
	 */
	@FunctionalInterface
	interface Stop {

		/**
		 * End it.
		 * @throws Exception if it cannot be ended
		 */
		void stop() throws Exception;

	}

}
