package dev.mesh.rpc.call;

import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.resilience.InstanceHealth;
import dev.mesh.selector.Candidate;

/**
 * A node that a call can go to.
 *
 * @param node the node
 * @param local whether it is this one
 * @param calls this node's calls in flight there, shared by all snapshots
 * @param health how the instance there has done lately, shared by all snapshots
 */
record Target(Node node, boolean local, AtomicInteger calls, InstanceHealth health) implements Candidate {

	@Override
	public int inFlight() {
		return this.calls.get();
	}

	/** A call is sent there. */
	void begun() {
		this.calls.incrementAndGet();
		this.health.begun();
	}

	/** A call that was sent there has ended, however. */
	void ended() {
		this.calls.decrementAndGet();
		this.health.ended();
	}

}
