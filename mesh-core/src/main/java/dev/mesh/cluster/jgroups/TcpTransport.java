package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.TP;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;
import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;

/**
 * Membership over TCP.
 */
public final class TcpTransport extends ClusterTransport {

	private static final int CONNECT_MILLIS = 300;

	private static final int PEER_ADDRESS_MILLIS = 200;

	private final SocketFactory sockets;

	/**
	 * Membership over plain sockets; only for loopback.
	 */
	public TcpTransport() {
		this(new DefaultSocketFactory());
	}

	/**
	 * Membership over sockets of the given making, such as guarded and encrypted ones.
	 * @param sockets makes all sockets
	 */
	public TcpTransport(SocketFactory sockets) {
		this.sockets = sockets;
	}

	@Override
	TP protocol(ClusterOptions options, @Nullable HostPort previous) throws IOException {
		GuardedTcp tcp = new GuardedTcp();
		tcp.setSocketFactory(this.sockets);
		tcp.setBindAddr(bindAddress(options.bindAddress()));
		tcp.setBindPort((previous != null) ? previous.port() : options.clusterPort());
		tcp.setPortRange(0);
		// Not "all-direct": the coordinator would wait for the acknowledgement of a view
		// on
		// the very thread that has to read it, and read no heartbeats meanwhile.
		tcp.setMessageProcessingPolicy("max");
		tcp.setBundlerType("pd");
		tcp.tcpNodelay(true).setSockConnTimeout(CONNECT_MILLIS).setPeerAddrReadTimeout(PEER_ADDRESS_MILLIS);
		tcp.logDetails(false);
		tcp.logAcceptError(false);
		return tcp;
	}

	@Override
	Discovery discovery(ClusterOptions options, KnownPeers peers) throws IOException {
		return DiscoveryProtocols.of(options, peers);
	}

	private static InetAddress bindAddress(String address) throws IOException {
		try {
			return InetAddress.getByName(address);
		}
		catch (UnknownHostException ex) {
			throw new IOException("'mesh.bind-address' is '" + address
					+ "', which does not resolve. Write an address of this host, as in 127.0.0.1.", ex);
		}
	}

}
