package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.TP;
import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;

/**
 * What carries membership between nodes: {@link TcpTransport} or, in tests,
 * {@link InProcessNetwork}.
 */
public abstract sealed class ClusterTransport permits TcpTransport, InProcessNetwork {

	ClusterTransport() {
	}

	/**
	 * Make the lowest protocol of a stack.
	 * @param options the node's options
	 * @param previous where the node listened before, so that it comes back there
	 * @return the protocol
	 * @throws IOException if the bind address is not one of this host
	 */
	abstract TP protocol(ClusterOptions options, @Nullable HostPort previous) throws IOException;

	abstract Discovery discovery(ClusterOptions options, KnownPeers peers) throws IOException;

	/**
	 * Prove that strangers are refused where the node now listens.
	 * @param listener the address
	 * @throws dev.mesh.security.UnprotectedPortException if they are not
	 */
	void requireProtection(HostPort listener) {
	}

	/**
	 * Tell which peers refused this node when it last connected to them.
	 * @param most how long to wait for answers that are outstanding
	 * @return their reasons, by address
	 */
	Map<String, String> refusals(Duration most) throws InterruptedException {
		return Map.of();
	}

	String groupName(ClusterOptions options) {
		return options.clusterName();
	}

}
