package dev.mesh.placement;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;

import org.jspecify.annotations.Nullable;

/**
 * Says by the directory which version of a service a node serves, or would serve.
 */
final class ServedVersions {

	private final DirectorySnapshot directory;

	ServedVersions(DirectorySnapshot directory) {
		this.directory = directory;
	}

	@Nullable ServiceId find(String service, NodeId node) {
		NodeEntry entry = this.directory.entries().get(node);
		if (entry == null) {
			return null;
		}
		ServiceId found = null;
		for (Instance instance : entry.instances()) {
			if (instance.service().name().equals(service)
					&& (found == null || instance.status() == InstanceStatus.READY)) {
				found = instance.service();
			}
		}
		return (found != null) ? found : offered(service, entry);
	}

	/** A node that has just lost its instance was called in the time reported. */
	private static @Nullable ServiceId offered(String service, NodeEntry entry) {
		ServiceId found = null;
		for (ServiceOffer offer : entry.offers()) {
			if (offer.service().name().equals(service)) {
				if (found != null) {
					return null;
				}
				found = offer.service();
			}
		}
		return found;
	}

}
