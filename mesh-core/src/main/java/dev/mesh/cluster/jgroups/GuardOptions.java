package dev.mesh.cluster.jgroups;

import java.time.Duration;

/**
 * Bounds of the guard before the cluster port.
 *
 * @param provingTime how long a connection may take, in all, to complete its handshake
 * and its connect header, on either side
 * @param maxPending the most connections that have not proven themselves yet; beyond it
 * the oldest one gives way, since an honest peer needs milliseconds
 * @param maxPendingPerAddress the same for one remote address
 * @param maxConnections the most connections that have
 * @param backlog the most connections that the kernel keeps waiting
 */
record GuardOptions(Duration provingTime, int maxPending, int maxPendingPerAddress, int maxConnections, int backlog) {

	/**
	 * Return the defaults: 3 s, 128 pending of which 64 from one address, 512
	 * connections, a backlog of 128.
	 * @return the defaults
	 */
	static GuardOptions defaults() {
		return new GuardOptions(Duration.ofSeconds(3), 128, 64, 512, 128);
	}

}
