package dev.mesh.spring.autoconfigure.cloud;

import java.net.URI;
import java.util.Map;

import dev.mesh.cluster.Node;

import org.springframework.cloud.client.ServiceInstance;

/**
 * The web address of a node, as an instance of a service or application.
 *
 * @param serviceId the name it was looked up by
 * @param node the node
 * @param uri the web address
 */
record MeshServiceInstance(String serviceId, Node node, URI uri) implements ServiceInstance {

	@Override
	public String getInstanceId() {
		return this.serviceId + "@" + this.node.name();
	}

	@Override
	public String getServiceId() {
		return this.serviceId;
	}

	@Override
	public String getHost() {
		return this.uri.getHost();
	}

	@Override
	public int getPort() {
		return this.uri.getPort();
	}

	@Override
	public boolean isSecure() {
		return "https".equals(this.uri.getScheme());
	}

	@Override
	public URI getUri() {
		return this.uri;
	}

	/**
	 * The key {@code zone} is what Spring Cloud LoadBalancer's zone preference reads.
	 */
	@Override
	public Map<String, String> getMetadata() {
		return Map.of("node", this.node.name(), "zone", this.node.zone(), "region", this.node.region());
	}

}
