package dev.mesh.rpc.fingerprint;

import java.util.Map;

/**
 * What is known of the contracts of others, as of one moment. Immutable.
 *
 * @param compared the agreements with forms that differ from this node's
 */
record Agreements(Map<Form, Agreement> compared) {

	static final Agreements NONE = new Agreements(Map.of());

	Agreements {
		compared = Map.copyOf(compared);
	}

	/**
	 * A form of the contract of a service, on any node.
	 *
	 * @param service the service
	 * @param fingerprint the fingerprint
	 */
	record Form(String service, long fingerprint) {

	}

}
