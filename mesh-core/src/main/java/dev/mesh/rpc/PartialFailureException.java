package dev.mesh.rpc;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;

/**
 * A call to several nodes that fewer acknowledged than were required. Those that did keep
 * what the call did there. How it ended on each of the others is among the failures: it
 * may have run there if that is an {@link OutcomeUnknownException}.
 */
public final class PartialFailureException extends MeshCallException {

	private final List<Node> acknowledged;

	private final Map<Node, Throwable> failures;

	private final int required;

	/**
	 * Make an exception.
	 * @param call what was called
	 * @param acknowledged the nodes on which it ended without a failure
	 * @param failures how it ended on the others
	 * @param required how many had to acknowledge
	 */
	public PartialFailureException(String call, List<Node> acknowledged, Map<Node, Throwable> failures, int required) {
		super(message(call, acknowledged, failures, required), failures.values().stream().findFirst().orElse(null));
		this.acknowledged = List.copyOf(acknowledged);
		this.failures = Map.copyOf(failures);
		this.required = required;
	}

	private static String message(String call, List<Node> acknowledged, Map<Node, Throwable> failures, int required) {
		String done = acknowledged.isEmpty() ? "none"
				: acknowledged.stream().map(Node::name).collect(Collectors.joining(", "));
		String failed = failures.entrySet()
			.stream()
			.map((failure) -> failure.getKey().name() + " (" + failure.getValue() + ")")
			.collect(Collectors.joining(", "));
		return "'" + call + "' was acknowledged by " + acknowledged.size() + " of " + required + " nodes required: by "
				+ done + "; it failed on " + failed
				+ ". Undo or repeat it where it was acknowledged, as fits the service.";
	}

	/**
	 * Return the nodes that acknowledged.
	 * @return the nodes
	 */
	public List<Node> acknowledged() {
		return this.acknowledged;
	}

	/**
	 * Return how the call ended on the others.
	 * @return what was thrown by node
	 */
	public Map<Node, Throwable> failures() {
		return this.failures;
	}

	/**
	 * Return how many nodes had to acknowledge.
	 * @return the number
	 */
	public int required() {
		return this.required;
	}

}
