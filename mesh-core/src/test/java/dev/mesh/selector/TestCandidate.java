package dev.mesh.selector;

import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;

/**
 * A candidate whose measurements a test sets.
 */
final class TestCandidate implements Candidate {

	private final Node node;

	boolean local;

	int inFlight;

	int inFlightOfOthers;

	long latencyNanos;

	int picked;

	TestCandidate(Node node) {
		this.node = node;
	}

	static TestCandidate of(String name) {
		return new TestCandidate(node(name, "r", "z", 1));
	}

	static TestCandidate in(String region, String zone, String name) {
		return new TestCandidate(node(name, region, zone, 1));
	}

	static TestCandidate weighing(double capacity, String name) {
		return new TestCandidate(node(name, "r", "z", capacity));
	}

	static Node node(String name, String region, String zone, double capacity) {
		return node(name, region, zone, capacity, Map.of());
	}

	static Node node(String name, String region, String zone, double capacity, Map<String, String> labels) {
		return new Node(new NodeId(Hashing.text(name)), 1, name, zone, region, labels, Set.of(), capacity, Role.MEMBER,
				new HostPort("h", 1), new HostPort("h", 2), Map.of());
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
		return this.inFlight;
	}

	@Override
	public int inFlightOfOthers(long nanoTime) {
		return this.inFlightOfOthers;
	}

	@Override
	public long latencyNanos(long nanoTime) {
		return this.latencyNanos;
	}

	@Override
	public double weight() {
		return NodeWeight.of(this.node);
	}

	@Override
	public String toString() {
		return this.node.name();
	}

}
