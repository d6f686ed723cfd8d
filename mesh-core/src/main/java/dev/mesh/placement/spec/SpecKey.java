package dev.mesh.placement.spec;

import java.util.List;

/**
 * The keys of a spec's text, in the order in which they are written.
 */
final class SpecKey {

	static final String REPLICAS = "replicas";

	static final String TAGS = "tags";

	static final String BIASES = "biases";

	static final String WHERE = "where";

	static final String DEMAND = "demand";

	static final String MAX_PER_NODE = "max-per-node";

	static final String MAX_PER_ZONE = "max-per-zone";

	static final String SPREAD = "spread";

	static final String PRIORITY = "priority";

	static final List<String> ALL = List.of(REPLICAS, TAGS, BIASES, WHERE, DEMAND, MAX_PER_NODE, MAX_PER_ZONE, SPREAD,
			PRIORITY);

	/**
	 * The word for a limit that is none.
	 */
	static final String UNLIMITED = "unlimited";

	private SpecKey() {
	}

}
