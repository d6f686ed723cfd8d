package dev.mesh.spring.autoconfigure.cloud;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.mesh.cluster.Node;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.spring.MeshAttributes;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * Lists the web addresses of the nodes that host a service, or that run an application.
 * Names are compared without case, since URIs carry them. Reads the directory, never
 * blocks. Safe for use by any thread.
 */
final class MeshDiscoveryClient implements DiscoveryClient {

	private final Directory directory;

	MeshDiscoveryClient(Directory directory) {
		this.directory = directory;
	}

	@Override
	public String description() {
		return "Mesh Discovery Client";
	}

	@Override
	public List<ServiceInstance> getInstances(String serviceId) {
		DirectorySnapshot snapshot = this.directory.snapshot();
		List<ServiceInstance> found = new ArrayList<>();
		for (Node member : snapshot.view().members()) {
			NodeEntry entry = snapshot.entries().get(member.id());
			String web = (entry != null) ? entry.attributes().get(MeshAttributes.WEB) : null;
			if (entry != null && web != null && (hosts(entry, serviceId) || runs(entry, serviceId))) {
				found.add(new MeshServiceInstance(serviceId, member, URI.create(web)));
			}
		}
		return found;
	}

	@Override
	public List<String> getServices() {
		Set<String> names = new TreeSet<>();
		for (NodeEntry entry : this.directory.snapshot().entries().values()) {
			entry.instances().forEach((instance) -> names.add(instance.service().name()));
			String application = entry.attributes().get(MeshAttributes.APPLICATION);
			if (application != null) {
				names.add(application);
			}
		}
		return List.copyOf(names);
	}

	private static boolean hosts(NodeEntry entry, String service) {
		return entry.instances()
			.stream()
			.anyMatch((instance) -> instance.status() == InstanceStatus.READY
					&& instance.service().name().equalsIgnoreCase(service));
	}

	private static boolean runs(NodeEntry entry, String name) {
		@Nullable String application = entry.attributes().get(MeshAttributes.APPLICATION);
		return name.equalsIgnoreCase(application);
	}

}
