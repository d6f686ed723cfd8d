package dev.mesh.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices members whose entry does not come although they are asked for it, and logs each
 * once. Owned by one thread.
 */
final class UnheardMembers {

	private static final Logger logger = LoggerFactory.getLogger(ReplicatedDirectory.class);

	/** By then a lost message has been sent again. */
	private static final int PATIENCE = 3;

	private Map<NodeId, Integer> rounds = new HashMap<>();

	/**
	 * Look who is unheard of in this round.
	 * @param members the members without an entry
	 */
	void observe(List<Node> members) {
		Map<NodeId, Integer> next = new HashMap<>();
		for (Node member : members) {
			int round = this.rounds.getOrDefault(member.id(), 0) + 1;
			next.put(member.id(), round);
			if (round == PATIENCE) {
				logger.warn("Node '{}' is in the view, but what it hosts is not known here: nothing is called there. "
						+ "Look at the network between it and this node.", member.name());
			}
		}
		this.rounds = next;
	}

}
