package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.MulticastSocket;
import java.util.Objects;

import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MPING;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;

/**
 * JGroups' {@code MPING} that reads datagrams, which anybody can send, with
 * {@link FrameDecoder}. All a datagram can do is name an address to talk to; whoever is
 * there has to prove itself on the cluster port. Hence the plain sockets.
 */
final class GuardedMulticastPing extends MPING {

	private static final int MAX_DATAGRAM = 65535;

	private final SocketFactory plainSockets = new DefaultSocketFactory();

	GuardedMulticastPing() {
		setId(ClassConfigurator.getProtocolId(MPING.class));
	}

	/** Not the transport's, which gives no socket that it cannot guard. */
	@Override
	public SocketFactory getSocketFactory() {
		return this.plainSockets;
	}

	@Override
	public void run() {
		DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
		MulticastSocket socket = this.mcast_receive_sock;
		while (socket != null && !socket.isClosed()) {
			try {
				packet.setLength(MAX_DATAGRAM);
				socket.receive(packet);
				ByteArrayDataInputStream data = new ByteArrayDataInputStream(packet.getData(), packet.getOffset(),
						packet.getLength());
				Message message = new FrameDecoder(data).readDatagram();
				if (!Objects.equals(this.local_addr, message.getSrc())) {
					up(message);
				}
			}
			catch (IOException | RuntimeException ex) {
				this.log.debug("a datagram was dropped: %s", ex.getMessage());
			}
		}
	}

}
