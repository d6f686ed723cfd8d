package dev.mesh.cluster;

/**
 * Identifies a node for the life of its JVM; drawn at random when the node is made.
 *
 * @param value 64 random bits
 */
public record NodeId(long value) implements Comparable<NodeId> {

	@Override
	public int compareTo(NodeId other) {
		return Long.compareUnsigned(this.value, other.value);
	}

	/**
	 * Return the id as 16 hexadecimal digits.
	 */
	@Override
	public String toString() {
		return "%016x".formatted(this.value);
	}

}
