package dev.mesh.cluster;

import java.util.Map;
import java.util.TreeMap;

/**
 * No peer let this node in, and one or more refused it for its token or certificate.
 * Thrown by the start of the refused node, which would else found a cluster of its own
 * beside the one it was to join.
 */
public class PeersRefusedException extends RuntimeException {

	private final Map<String, String> reasons;

	/**
	 * Describe the refusals.
	 * @param name the name of this node
	 * @param reasons why, by the address of the peer
	 */
	public PeersRefusedException(String name, Map<String, String> reasons) {
		super("node '" + name + "' was not let in: " + describe(reasons)
				+ ". Give it the token or certificate of its peers (mesh.token, mesh.ssl.bundle), or other peers.");
		this.reasons = Map.copyOf(reasons);
	}

	private static String describe(Map<String, String> reasons) {
		StringBuilder text = new StringBuilder();
		new TreeMap<>(reasons).forEach((peer, reason) -> text.append(text.isEmpty() ? "" : "; ")
			.append("peer ")
			.append(peer)
			.append(" refused it: ")
			.append(reason));
		return text.toString();
	}

	/**
	 * Return why each peer refused.
	 * @return the reasons, by the address of the peer
	 */
	public Map<String, String> reasons() {
		return this.reasons;
	}

}
