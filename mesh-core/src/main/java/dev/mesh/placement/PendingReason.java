package dev.mesh.placement;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.Role;

/**
 * Says in one line why instances have no node.
 */
final class PendingReason {

	private static final int MAX_NAMES = 5;

	private PendingReason() {
	}

	static String of(Planner.Snapshot snapshot, Planner.Candidate service, List<Node> hosts, int wanted) {
		List<Node> observers = snapshot.nodes().stream().filter((node) -> node.role() == Role.OBSERVER).toList();
		List<Node> unable = new ArrayList<>(snapshot.nodes());
		unable.removeAll(hosts);
		unable.removeAll(observers);
		int missing = wanted - hosts.size();
		StringBuilder reason = new StringBuilder();
		reason.append(missing).append(" of ").append(wanted).append((wanted == 1) ? " instance" : " instances");
		reason.append((missing == 1) ? " has no node: " : " have no node: ");
		reason.append(hosts.size()).append(" eligible").append(names(hosts));
		if (!unable.isEmpty()) {
			reason.append("; ").append(unable.size()).append(" do not offer it, drain or failed to start it");
			reason.append(names(unable));
		}
		if (!observers.isEmpty()) {
			reason.append("; ").append(observers.size()).append(" only observe").append(names(observers));
		}
		return reason.toString();
	}

	private static String names(List<Node> nodes) {
		if (nodes.isEmpty()) {
			return "";
		}
		List<String> names = nodes.stream().map(Node::name).sorted().limit(MAX_NAMES).toList();
		String rest = (nodes.size() > MAX_NAMES) ? " and " + (nodes.size() - MAX_NAMES) + " more" : "";
		return " (" + String.join(", ", names) + rest + ")";
	}

}
