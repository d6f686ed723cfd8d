package dev.mesh.cluster;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

/**
 * How a node finds the first members to talk to.
 */
public sealed interface Discovery {

	/**
	 * Ask the given addresses. They need not be up; with none the node starts its own
	 * cluster.
	 *
	 * @param peers cluster addresses of some other nodes; own address allowed
	 */
	record StaticPeers(List<HostPort> peers) implements Discovery {

		public StaticPeers {
			peers = List.copyOf(peers);
		}

	}

	/**
	 * Ask a multicast group.
	 *
	 * @param group the group's address
	 * @param port the group's port
	 */
	record Multicast(String group, int port) implements Discovery {

	}

	/**
	 * Ask the addresses that a DNS name resolves to (A and AAAA records).
	 *
	 * @param name the name
	 * @param port the cluster port of all nodes
	 */
	record Dns(String name, int port) implements Discovery {

	}

	/**
	 * Ask the pods that the Kubernetes API lists; needs {@code jgroups-kubernetes}.
	 *
	 * @param namespace the namespace
	 * @param labels the label selector, as in {@code app=shop}
	 * @param port the cluster port of all pods
	 */
	record Kubernetes(String namespace, String labels, int port) implements Discovery {

	}

	/**
	 * Keep addresses in a database table.
	 *
	 * @param dataSource the database
	 */
	record Jdbc(DataSource dataSource) implements Discovery {

	}

	/**
	 * Keep addresses in a folder that all nodes share.
	 *
	 * @param folder the folder; it must exist, be writable and not be open to everybody,
	 * as the temp directory is
	 */
	record SharedFile(Path folder) implements Discovery {

	}

}
