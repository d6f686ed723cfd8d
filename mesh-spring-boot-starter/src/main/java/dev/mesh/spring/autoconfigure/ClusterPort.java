package dev.mesh.spring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the cluster port. What is configured stands. Otherwise it is 7800, and on
 * loopback any free port where that is taken: several nodes on one developer's machine,
 * or several contexts of one test run, then start without configuration. Off loopback a
 * port nobody expects would be a node nobody finds, so there a taken port is an error.
 */
final class ClusterPort {

	static final int DEFAULT = 7800;

	private static final Logger logger = LoggerFactory.getLogger(ClusterPort.class);

	private ClusterPort() {
	}

	static int choose(@Nullable Integer configured, InetAddress bindAddress) {
		if (configured != null) {
			return configured;
		}
		if (!bindAddress.isLoopbackAddress() || isFree(bindAddress)) {
			return DEFAULT;
		}
		logger.warn(
				"Port {} is taken and any free one is used. To join the node that has it,"
						+ " set mesh.peers={}:{}; to choose a port, set mesh.cluster-port.",
				DEFAULT, bindAddress.getHostAddress(), DEFAULT);
		return 0;
	}

	private static boolean isFree(InetAddress bindAddress) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.setReuseAddress(true);
			probe.bind(new InetSocketAddress(bindAddress, DEFAULT));
			return true;
		}
		catch (IOException ex) {
			logger.debug("port {} is taken", DEFAULT, ex);
			return false;
		}
	}

}
