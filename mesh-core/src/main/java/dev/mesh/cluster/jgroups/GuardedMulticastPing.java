package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.MulticastSocket;
import java.util.Objects;

import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MPING;
import org.jgroups.util.ByteArrayDataInputStream;

/**
 * JGroups' {@code MPING} that reads datagrams, which anybody can send, with
 * {@link FrameReader}.
 */
final class GuardedMulticastPing extends MPING {

	private static final int MAX_DATAGRAM = 65535;

	GuardedMulticastPing() {
		setId(ClassConfigurator.getProtocolId(MPING.class));
	}

	@Override
	public void run() {
		DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
		MulticastSocket socket = this.mcast_receive_sock;
		while (socket != null && !socket.isClosed()) {
			try {
				packet.setLength(MAX_DATAGRAM);
				socket.receive(packet);
				Message message = FrameReader
					.datagram(new ByteArrayDataInputStream(packet.getData(), packet.getOffset(), packet.getLength()));
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
