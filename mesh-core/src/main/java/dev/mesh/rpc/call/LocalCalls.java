package dev.mesh.rpc.call;

/**
 * How calls to an instance on the same node are made.
 */
public enum LocalCalls {

	/**
	 * As plain method calls: arguments and results are shared.
	 */
	DIRECT,

	/**
	 * Through the codec: arguments, results and exceptions are copied, as for a call to
	 * another node. For tests that show whether a service would survive being moved.
	 */
	BY_COPY

}
