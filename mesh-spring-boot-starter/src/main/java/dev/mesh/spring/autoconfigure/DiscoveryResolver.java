package dev.mesh.spring.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.HostPort;
import dev.mesh.spring.MeshConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Turns {@code mesh.discovery} and {@code mesh.peers} into a {@link Discovery}.
 */
final class DiscoveryResolver {

	private final MeshProperties properties;

	private final ListableBeanFactory beanFactory;

	DiscoveryResolver(MeshProperties properties, ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	Discovery resolve() {
		MeshProperties.Discovery discovery = this.properties.discovery();
		List<HostPort> peers = peers();
		if (!peers.isEmpty() && !discovery.type().equals("static")) {
			throw new MeshConfigurationException("'mesh.peers' is set, and 'mesh.discovery.type' is '"
					+ discovery.type() + "', which does not read it.", "Remove one of the two.");
		}
		return switch (discovery.type()) {
			case "static" -> new Discovery.StaticPeers(peers);
			case "multicast" -> new Discovery.Multicast(discovery.multicast().group(), discovery.multicast().port());
			case "dns" ->
				new Discovery.Dns(required("mesh.discovery.dns.name", discovery.dns().name()), discovery.dns().port());
			case "kubernetes" -> new Discovery.Kubernetes(discovery.kubernetes().namespace(),
					required("mesh.discovery.kubernetes.labels", discovery.kubernetes().labels()),
					discovery.kubernetes().port());
			case "jdbc" -> new Discovery.Jdbc(dataSource(discovery.jdbc().dataSource()));
			case "file" -> new Discovery.SharedFile(folder(discovery.file().folder()));
			default -> throw new MeshConfigurationException(
					"'mesh.discovery.type' is '" + discovery.type() + "', which is not known.",
					"Use static, multicast, dns, kubernetes, jdbc or file.");
		};
	}

	private List<HostPort> peers() {
		List<HostPort> peers = new ArrayList<>();
		for (int i = 0; i < this.properties.peers().size(); i++) {
			peers.add(peer(i, this.properties.peers().get(i)));
		}
		return peers;
	}

	private static HostPort peer(int index, String text) {
		try {
			return HostPort.parse(text.trim());
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException("'mesh.peers[" + index + "]' is '" + text + "', which is no address.",
					"Write host:port, as in 10.0.0.4:7800 or [::1]:7800.", ex);
		}
	}

	private static String required(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw missing(property);
		}
		return value;
	}

	private static Path folder(@Nullable Path folder) {
		if (folder == null) {
			throw missing("mesh.discovery.file.folder");
		}
		return folder;
	}

	private DataSource dataSource(@Nullable String name) {
		try {
			return StringUtils.hasText(name) ? this.beanFactory.getBean(name, DataSource.class)
					: this.beanFactory.getBean(DataSource.class);
		}
		catch (BeansException ex) {
			throw new MeshConfigurationException(
					"'mesh.discovery.type' is 'jdbc', and "
							+ (StringUtils.hasText(name) ? "there is no DataSource bean '" + name + "'."
									: "there is not exactly one DataSource bean."),
					"Name an existing one with 'mesh.discovery.jdbc.data-source'.", ex);
		}
	}

	private static MeshConfigurationException missing(String property) {
		return new MeshConfigurationException("'" + property + "' is not set, and 'mesh.discovery.type' asks for it.",
				"Set '" + property + "', or choose another 'mesh.discovery.type'.");
	}

}
