package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

import org.jgroups.protocols.FILE_PING;
import org.jgroups.protocols.JDBC_PING2;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.InvalidDiscoveryException;

/**
 * The discovery protocol for each kind of {@link Discovery}.
 */
final class DiscoveryProtocols {

	private DiscoveryProtocols() {
	}

	static List<HostPort> configuredPeers(Discovery discovery) {
		if (discovery instanceof Discovery.StaticPeers peers) {
			return peers.peers();
		}
		if (discovery instanceof Discovery.Dns dns) {
			return List.of(new HostPort(dns.name(), dns.port()));
		}
		return List.of();
	}

	static org.jgroups.protocols.Discovery of(ClusterOptions options, KnownPeers peers) throws IOException {
		Discovery discovery = options.discovery();
		if (discovery instanceof Discovery.Multicast multicast) {
			return multicast(options, multicast);
		}
		if (discovery instanceof Discovery.Kubernetes kubernetes) {
			return KubernetesDiscovery.of(options, kubernetes);
		}
		if (discovery instanceof Discovery.Jdbc jdbc) {
			return jdbc(jdbc);
		}
		if (discovery instanceof Discovery.SharedFile shared) {
			return sharedFile(shared);
		}
		return new PeersPing(peers);
	}

	private static org.jgroups.protocols.Discovery multicast(ClusterOptions options, Discovery.Multicast multicast)
			throws IOException {
		InetAddress group = InetAddress.getByName(multicast.group());
		if (!group.isMulticastAddress()) {
			throw new InvalidDiscoveryException(
					"'mesh.discovery.multicast.group' is '" + multicast.group() + "': that is no multicast address.",
					"Use one of 224.0.0.0 to 239.255.255.255, as in 228.8.8.8.");
		}
		return new GuardedMulticastPing().setBindAddr(InetAddress.getByName(options.bindAddress()))
			.setMcastAddr(group)
			.setMcastPort(multicast.port());
	}

	// A node that was killed leaves its row or file behind; the next coordinator clears
	// it away. Hooks on the JVM's end are left to whoever owns the node.
	private static org.jgroups.protocols.Discovery jdbc(Discovery.Jdbc jdbc) {
		JDBC_PING2 ping = new JDBC_PING2().setDataSource(jdbc.dataSource());
		ping.registerShutdownHook(false).setValue("remove_all_data_on_view_change", true);
		return ping;
	}

	private static org.jgroups.protocols.Discovery sharedFile(Discovery.SharedFile shared) throws IOException {
		Path folder = shared.folder();
		if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
			throw new InvalidDiscoveryException(
					"'mesh.discovery.file.folder' is '" + folder + "': there is no such folder, or it is not writable.",
					"Create it on storage that all nodes share.");
		}
		if (isOpenToAll(folder.toRealPath())) {
			throw new InvalidDiscoveryException(
					"'mesh.discovery.file.folder' is '" + folder + "': anybody can write to it.",
					"Use a folder that only the nodes may write to.");
		}
		FILE_PING ping = new FILE_PING().setLocation(folder.toRealPath().toString());
		ping.registerShutdownHook(false).setValue("remove_all_data_on_view_change", true);
		return ping;
	}

	private static boolean isOpenToAll(Path folder) throws IOException {
		if (folder.equals(Path.of(System.getProperty("java.io.tmpdir")).toRealPath())) {
			return true;
		}
		PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
		return posix != null && posix.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE);
	}

}
