package dev.mesh.rpc;

import dev.mesh.cluster.NodeId;

/**
 * On whose behalf a call is made. Immutable; safe for use by any thread.
 */
public interface CallerIdentity {

	/**
	 * Return what proves it to the service that is called, and to no other.
	 * @param self the node that calls
	 * @param service the service's name
	 * @return the statement, of at most {@value CallerIdentities#MAX_STATEMENT}
	 * characters
	 * @throws NotExecutedException if it cannot be stated
	 */
	String statement(NodeId self, String service);

	/**
	 * Make this the identity of the current thread.
	 * @return restores what was before; to be closed by the same thread
	 */
	CallContext.Scope open();

}
