package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.TP;
import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.ReachableAddress;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.SelfCheck;
import dev.mesh.security.TransportSecurity;

/**
 * Membership over TCP.
 */
public final class TcpTransport extends ClusterTransport {

	private static final int CONNECT_MILLIS = 300;

	private static final int PEER_ADDRESS_MILLIS = 200;

	/**
	 * The longest frame: a message of 1 MiB with room to spare, and a view of a thousand
	 * nodes.
	 */
	private static final int MAX_FRAME = 8 << 20;

	private final TransportSecurity security;

	private final RefusalLog refusals;

	private final PeerAnswers answers = new PeerAnswers();

	/**
	 * Membership over guarded sockets.
	 * @param security how peers prove themselves
	 * @param refusals told of those that do not
	 */
	public TcpTransport(TransportSecurity security, RefusalLog refusals) {
		this.security = security;
		this.refusals = refusals;
	}

	@Override
	TP protocol(ClusterOptions options, @Nullable HostPort previous) throws IOException {
		HardenedTcp tcp = new HardenedTcp(this.refusals, MAX_FRAME);
		tcp.setSocketFactory(new GuardedSocketFactory(this.security, this.refusals, this.answers));
		bind(tcp, options.bindAddress());
		tcp.setBindPort((previous != null) ? previous.port() : options.clusterPort());
		tcp.setPortRange(0);
		tcp.tcpNodelay(true).setSockConnTimeout(CONNECT_MILLIS).setPeerAddrReadTimeout(PEER_ADDRESS_MILLIS);
		tcp.logDetails(false);
		tcp.logAcceptError(false);
		return tcp;
	}

	@Override
	Discovery discovery(ClusterOptions options, KnownPeers peers) throws IOException {
		return DiscoveryProtocols.of(options, peers);
	}

	@Override
	Map<String, String> refusals(Duration most) throws InterruptedException {
		return this.answers.await(most.toNanos());
	}

	@Override
	void requireProtection(HostPort listener) {
		InetSocketAddress address = new InetSocketAddress(listener.host(), listener.port());
		try {
			byte[] hello = ConnectHeader.of(address.getAddress(), address.getPort());
			new SelfCheck(this.security, this.refusals).requireRefusal(address, hello);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void bind(HardenedTcp tcp, String address) throws IOException {
		try {
			tcp.setBindAddr(InetAddress.getByName(address));
			tcp.setExternalAddr(ReachableAddress.of(address));
		}
		catch (UnknownHostException ex) {
			throw new IOException("'mesh.bind-address' is '" + address
					+ "', which does not resolve. Write an address of this host, as in 127.0.0.1.", ex);
		}
	}

}
