package dev.mesh.rpc.call;

import dev.mesh.cluster.Node;
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

	private final Latency latency = new Latency();

	/**
	 * Make a target.
	 * @param node the node
	 * @param local whether it is this one
	 * @param load how busy the node is, shared by the targets of all services
	 * @param peers the instances it is compared with
	 * @param health how the instance there has done lately
	 */
	Target(Node node, boolean local, NodeLoad load, Outliers peers, InstanceHealth health) {
		this.node = node;
		this.local = local;
		this.load = load;
		this.peers = peers;
		this.health = health;
		this.weight = NodeWeight.of(node);
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
	public int inFlightOfOthers() {
		return this.load.inFlightOfOthers();
	}

	@Override
	public long latencyNanos() {
		return this.latency.nanos(System.nanoTime());
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
