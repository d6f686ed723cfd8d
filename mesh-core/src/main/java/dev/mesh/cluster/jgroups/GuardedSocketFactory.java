package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jgroups.util.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives JGroups' {@code TCP} sockets behind which only proven peers stand. JGroups' own
 * {@code TLS} must stay off: it would replace this factory by one whose handshakes run,
 * without a deadline, on the thread that accepts.
 * <p>
 * What it cannot guard it does not give: datagram and multicast sockets and channels are
 * refused, so that no protocol opens a second, unguarded way in.
 */
final class GuardedSocketFactory implements SocketFactory {

	private final TransportSecurity security;

	private final GuardOptions options;

	private final RefusalLog refusals;

	private final PeerAnswers answers;

	GuardedSocketFactory(TransportSecurity security, RefusalLog refusals, PeerAnswers answers) {
		this(security, GuardOptions.defaults(), refusals, answers);
	}

	GuardedSocketFactory(TransportSecurity security, GuardOptions options, RefusalLog refusals) {
		this(security, options, refusals, new PeerAnswers());
	}

	private GuardedSocketFactory(TransportSecurity security, GuardOptions options, RefusalLog refusals,
			PeerAnswers answers) {
		this.security = security;
		this.options = options;
		this.refusals = refusals;
		this.answers = answers;
	}

	@Override
	public Socket createSocket(String service) {
		return new ConnectingSocket(this.security, this.options, this.refusals, this.answers);
	}

	@Override
	public Socket createSocket(String service, String host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String service, InetAddress address, int port) throws IOException {
		return connect(new InetSocketAddress(address, port), null);
	}

	@Override
	public Socket createSocket(String service, String host, int port, InetAddress localAddress, int localPort)
			throws IOException {
		return connect(new InetSocketAddress(host, port), new InetSocketAddress(localAddress, localPort));
	}

	@Override
	public Socket createSocket(String service, InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		return connect(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
	}

	private Socket connect(InetSocketAddress peer, @Nullable InetSocketAddress local) throws IOException {
		Socket socket = createSocket("");
		try {
			socket.bind(local);
			socket.connect(peer);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	@Override
	public ServerSocket createServerSocket(String service) throws IOException {
		return new GuardedServerSocket(this.security, this.options, this.refusals);
	}

	@Override
	public ServerSocket createServerSocket(String service, int port) throws IOException {
		return createServerSocket(service, port, this.options.backlog());
	}

	@Override
	public ServerSocket createServerSocket(String service, int port, int backlog) throws IOException {
		return listen(new InetSocketAddress(port), backlog);
	}

	@Override
	public ServerSocket createServerSocket(String service, int port, int backlog, InetAddress address)
			throws IOException {
		return listen(new InetSocketAddress(address, port), backlog);
	}

	private ServerSocket listen(InetSocketAddress address, int backlog) throws IOException {
		ServerSocket socket = createServerSocket("");
		try {
			socket.bind(address, Math.min(backlog, this.options.backlog()));
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	@Override
	public void close(@Nullable Socket socket) throws IOException {
		if (socket != null) {
			socket.close();
		}
	}

	@Override
	public void close(@Nullable ServerSocket socket) throws IOException {
		if (socket != null) {
			socket.close();
		}
	}

	@Override
	public void close(@Nullable DatagramSocket socket) {
		if (socket != null) {
			socket.close();
		}
	}

	@Override
	public SocketChannel createSocketChannel(String service) throws IOException {
		throw unguarded(service);
	}

	@Override
	public ServerSocketChannel createServerSocketChannel(String service) throws IOException {
		throw unguarded(service);
	}

	@Override
	public DatagramSocket createDatagramSocket(String service) throws SocketException {
		throw unguarded(service);
	}

	@Override
	public DatagramSocket createDatagramSocket(String service, SocketAddress address) throws SocketException {
		throw unguarded(service);
	}

	@Override
	public DatagramSocket createDatagramSocket(String service, int port) throws SocketException {
		throw unguarded(service);
	}

	@Override
	public DatagramSocket createDatagramSocket(String service, int port, InetAddress address) throws SocketException {
		throw unguarded(service);
	}

	@Override
	public MulticastSocket createMulticastSocket(String service) throws IOException {
		throw unguarded(service);
	}

	@Override
	public MulticastSocket createMulticastSocket(String service, int port) throws IOException {
		throw unguarded(service);
	}

	@Override
	public MulticastSocket createMulticastSocket(String service, SocketAddress address) throws IOException {
		throw unguarded(service);
	}

	private static SocketException unguarded(String service) {
		return new SocketException("'" + service + "' asks for a socket that cannot be guarded against strangers. "
				+ "Use protocols that work over TCP alone.");
	}

}
