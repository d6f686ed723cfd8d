package dev.mesh.placement.traffic;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Says which version of a service a node serves: calls name no version.
 */
@FunctionalInterface
public interface CalleeVersions {

	/**
	 * Find the version.
	 * @param service the service's name
	 * @param node the node that is called
	 * @return the service, or {@code null} if the node has none of that name
	 */
	@Nullable ServiceId find(String service, NodeId node);

}
