package dev.mesh.rpc.fingerprint;

import java.util.List;

/**
 * What a method takes and returns.
 *
 * @param signature the method's signature, which names it among those of its contract
 * @param parameters the names of the types of its parameters; of a stream, of its items
 * @param result the name of the type of its result; of a stream, of its items
 */
public record MethodShape(String signature, List<String> parameters, String result) {

	public MethodShape {
		parameters = List.copyOf(parameters);
	}

	String name() {
		return this.signature.substring(0, Math.max(0, this.signature.indexOf('(')));
	}

}
