package dev.mesh.spring.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.HostPort;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.MeshAttributes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What this node tells the others of its application. The web port is remembered, since a
 * context that is paused and started again keeps its web server.
 */
final class Announcement {

	private final Environment environment;

	private volatile @Nullable Integer webPort;

	Announcement(Environment environment) {
		this.environment = environment;
	}

	void webServerStarted(int port) {
		this.webPort = port;
	}

	Map<String, String> attributes(MeshNode node) {
		Map<String, String> attributes = new HashMap<>(application());
		Integer port = this.webPort;
		if (port != null) {
			attributes.put(MeshAttributes.WEB, scheme() + "://" + new HostPort(host(node), port));
		}
		return attributes;
	}

	/**
	 * Takes the web address back.
	 */
	Map<String, String> departure() {
		return Map.of(MeshAttributes.WEB, "");
	}

	private Map<String, String> application() {
		String application = this.environment.getProperty("spring.application.name", "");
		return StringUtils.hasText(application) ? Map.of(MeshAttributes.APPLICATION, application) : Map.of();
	}

	private String host(MeshNode node) {
		String address = this.environment.getProperty("server.address", "");
		return StringUtils.hasText(address) ? address : node.cluster().self().rpcAddress().host();
	}

	private String scheme() {
		boolean secured = this.environment.containsProperty("server.ssl.bundle")
				|| this.environment.containsProperty("server.ssl.key-store")
				|| this.environment.containsProperty("server.ssl.certificate");
		return (secured && this.environment.getProperty("server.ssl.enabled", Boolean.class, true)) ? "https" : "http";
	}

}
