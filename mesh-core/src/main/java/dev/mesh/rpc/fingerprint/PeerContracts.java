package dev.mesh.rpc.fingerprint;

import dev.mesh.cluster.Node;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

/**
 * Tells how the contracts of other nodes fit those of this one. Safe for use by any
 * thread; never blocks.
 */
public interface PeerContracts {

	/**
	 * Return how the contract of a service on a node fits that on this one.
	 * @param node the node
	 * @param service the service
	 * @return the agreement; the same object while nothing is learned
	 */
	Agreement with(Node node, String service);

	/**
	 * Tell whether a node may call a method of this one.
	 * @param caller the node
	 * @param service the service
	 * @param methodId the method
	 * @return whether it may, as far as is known
	 */
	default boolean isServable(Node caller, String service, long methodId) {
		return with(caller, service).isServable(methodId);
	}

	/**
	 * Return a number that grows when something is learned, to watch.
	 * @return the revisions
	 */
	Watched<Long> revisions();

	/**
	 * Return one that knows of no contract.
	 * @return contracts with which all calls are tried
	 */
	static PeerContracts unknown() {
		return new PeerContracts() {

			private final Watched<Long> revisions = new WatchedValue<>(0L);

			@Override
			public Agreement with(Node node, String service) {
				return Agreement.UNKNOWN;
			}

			@Override
			public Watched<Long> revisions() {
				return this.revisions;
			}

		};
	}

}
