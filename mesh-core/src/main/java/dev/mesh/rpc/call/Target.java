package dev.mesh.rpc.call;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.resilience.InstanceHealth;
import dev.mesh.rpc.resilience.Outliers;
import dev.mesh.selector.Candidate;
import dev.mesh.selector.NodeWeight;

/**
 * A node that the calls of one service can go to, and what is known of how it answers.
 * Kept from snapshot to snapshot while the node stays. Safe for use by any thread.
 */
final class Target implements Candidate {

	private final Node node;

	private final boolean local;

	private final NodeLoad load;

	private final Outliers peers;

	private final InstanceHealth health;

	private final double weight;

	private final Latency latency;

	private final Agreement agreement;

	/**
	 * Make a target.
	 * @param node the node
	 * @param local whether it is this one
	 * @param load how busy the node is, shared by the targets of all services
	 * @param peers the instances it is compared with
	 * @param health how the instance there has done lately
	 * @param agreement how the service's contract there fits that here
	 */
	Target(Node node, boolean local, NodeLoad load, Outliers peers, InstanceHealth health, Agreement agreement) {
		this(node, local, load, peers, health, new Latency(), agreement);
	}

	private Target(Node node, boolean local, NodeLoad load, Outliers peers, InstanceHealth health, Latency latency,
			Agreement agreement) {
		this.node = node;
		this.local = local;
		this.load = load;
		this.peers = peers;
		this.health = health;
		this.weight = NodeWeight.of(node);
		this.latency = latency;
		this.agreement = agreement;
	}

	/** All that is known of how it answers stays. */
	@SuppressWarnings("ReferenceEquality") // the same object while nothing is learned
	Target with(Agreement learned) {
		return (learned == this.agreement) ? this
				: new Target(this.node, this.local, this.load, this.peers, this.health, this.latency, learned);
	}

	@Override
	public Node node() {
		return this.node;
	}

	@Override
	public boolean local() {
		return this.local;
	}

	@Override
	public int inFlight() {
		return this.load.inFlight();
	}

	@Override
	public int inFlightOfOthers(long nanoTime) {
		return this.load.inFlightOfOthers(nanoTime);
	}

	@Override
	public long latencyNanos(long nanoTime) {
		return this.latency.nanos(nanoTime);
	}

	@Override
	public double weight() {
		return this.weight;
	}

	NodeLoad load() {
		return this.load;
	}

	Outliers peers() {
		return this.peers;
	}

	InstanceHealth health() {
		return this.health;
	}

	Latency latency() {
		return this.latency;
	}

	Agreement agreement() {
		return this.agreement;
	}

	@Override
	public String toString() {
		return this.node.name();
	}

	/** A call is sent there. */
	void begun() {
		this.load.begin();
		this.health.begun();
	}

	/** A call that was sent there has ended, however. */
	void ended() {
		this.load.end();
		this.health.ended();
	}

}
