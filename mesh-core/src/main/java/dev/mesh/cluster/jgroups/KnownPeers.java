package dev.mesh.cluster.jgroups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;

/**
 * The addresses at which peers may be found: the configured ones, and those that were
 * members lately, so that a node which was cut off finds the others even if it was the
 * first of them and has no configured peers. Safe for use by any thread.
 */
final class KnownPeers {

	private static final int MAX_SEEN = 256;

	private final List<HostPort> configured;

	private final Map<HostPort, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<HostPort, Boolean> eldest) {
			return size() > MAX_SEEN;
		}

	};

	KnownPeers(List<HostPort> configured) {
		this.configured = List.copyOf(configured);
	}

	List<HostPort> configured() {
		return this.configured;
	}

	synchronized void saw(View view) {
		for (Node member : view.members()) {
			this.seen.put(member.clusterAddress(), Boolean.TRUE);
		}
	}

	synchronized List<HostPort> all() {
		Set<HostPort> all = new LinkedHashSet<>(this.configured);
		all.addAll(this.seen.keySet());
		return new ArrayList<>(all);
	}

}
