package dev.mesh.rpc.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

/**
 * What a node knows of the contracts of others, as the test says.
 */
final class KnownAgreements implements PeerContracts {

	private final Map<String, Agreement> byNode = new ConcurrentHashMap<>();

	private final WatchedValue<Long> revisions = new WatchedValue<>(0L);

	void learn(String node, Agreement agreement) {
		this.byNode.put(node, agreement);
		this.revisions.update((revision) -> revision + 1);
	}

	@Override
	public Agreement with(Node node, String service) {
		return this.byNode.getOrDefault(node.name(), Agreement.SAME);
	}

	@Override
	public Watched<Long> revisions() {
		return this.revisions;
	}

}
