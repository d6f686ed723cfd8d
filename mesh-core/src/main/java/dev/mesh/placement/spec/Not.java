package dev.mesh.placement.spec;

import java.util.List;

import dev.mesh.cluster.Node;

/**
 * The opposite of a condition.
 *
 * @param operand the condition, itself no opposite
 */
record Not(NodeQuery operand) implements NodeQuery {

	static NodeQuery of(NodeQuery operand) {
		return (operand instanceof Not not) ? not.operand : new Not(operand);
	}

	@Override
	public boolean matches(Node node) {
		return !this.operand.matches(node);
	}

	@Override
	public List<String> evidence(Node node) {
		return this.operand.evidence(node);
	}

	@Override
	public String toString() {
		if (this.operand instanceof Among among && among.isSingle()) {
			return among.text(" != ");
		}
		return (this.operand instanceof Present) ? "!" + this.operand : "!(" + this.operand + ")";
	}

}
