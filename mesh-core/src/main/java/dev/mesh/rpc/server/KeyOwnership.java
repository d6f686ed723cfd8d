package dev.mesh.rpc.server;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * Says who owns the keys of one service, as far as this node knows. Safe for use by any
 * thread; never blocks.
 */
@FunctionalInterface
public interface KeyOwnership {

	/**
	 * Return who must serve a key's calls in place of this node.
	 * @param version the canonical version that is called, or {@code null} for any
	 * @param keyHash the key's hash
	 * @return the other node, or {@code null} if this one may serve them
	 */
	@Nullable Node ownerElsewhere(@Nullable String version, long keyHash);

}
