package dev.mesh.cluster.jgroups;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import dev.mesh.security.RefusalLog;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.Version;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.blocks.cs.TcpServer;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.logging.LogFactory;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/**
 * JGroups' TCP transport, except that what arrives is read as whole frames and decoded by
 * {@link FrameDecoder}, which knows nothing but the stack's own messages. A peer that
 * sends anything else loses its connection. On the wire it is the same as {@code TCP}.
 * <p>
 * JGroups' message factory cannot serve for this: it is one for the whole JVM, and other
 * users of JGroups may live in it.
 * <p>
 * It also takes a closed socket for what it is, the death of the member at its other end.
 */
final class HardenedTcp extends TCP {

	/** Version and flags. */
	private static final int SHORTEST_FRAME = Short.BYTES + Byte.BYTES;

	/** A length is believed up to here; memory for more follows the bytes that came. */
	private static final int FIRST_PIECE = 64 * 1024;

	private final RefusalLog refusals;

	private final int maxFrame;

	/**
	 * Make a transport.
	 * @param refusals told of peers that send what they must not
	 * @param maxFrame the longest frame accepted, in bytes
	 */
	HardenedTcp(RefusalLog refusals, int maxFrame) {
		this.refusals = refusals;
		setId(ClassConfigurator.getProtocolId(TCP.class));
		// Unnamed: what is named, as the default is, takes the place of ours.
		this.message_processing_policy = null;
		this.msg_processing_policy = new HeartbeatsAtOnce();
		this.maxFrame = maxFrame;
	}

	/**
	 * Connections have a logger of their own, so that their complaints about nodes that
	 * end can be kept out of the log.
	 */
	@Override
	public void start() throws Exception {
		super.start();
		this.srv.log(LogFactory.getLog(TcpServer.class));
	}

	@Override
	public void receive(Address sender, DataInput in, int length) throws Exception {
		if (length < SHORTEST_FRAME || length > this.maxFrame) {
			throw refused(sender, "it declared a frame of " + length + " bytes");
		}
		byte[] frame = readFrame(in, length);
		if (Objects.equals(this.local_physical_addr, sender)) {
			return;
		}
		ByteArrayDataInputStream data = new ByteArrayDataInputStream(frame);
		short version = data.readShort();
		if (!Version.isBinaryCompatible(version)) {
			throw refused(sender, "it sent a frame of version " + Version.print(version));
		}
		byte flags = data.readByte();
		boolean multicast = (flags & MULTICAST) != 0;
		if ((flags & LIST) != 0) {
			receiveBatch(sender, data, multicast);
		}
		else {
			receiveMessage(sender, data, multicast);
		}
	}

	private void receiveMessage(Address sender, ByteArrayDataInputStream data, boolean multicast) throws IOException {
		Message message = decode(sender, () -> new FrameDecoder(data).readMessage());
		if (!multicast && unicastDestMismatch(message.getDest())) {
			return;
		}
		this.msg_stats.received(message);
		try {
			this.msg_processing_policy.process(message, message.isFlagSet(Message.Flag.OOB));
		}
		catch (RuntimeException ex) {
			// As JGroups does: a protocol's failure with one message is not the peer's.
			this.log.error("failed to process a message from " + sender, ex);
		}
	}

	private void receiveBatch(Address sender, ByteArrayDataInputStream data, boolean multicast) throws IOException {
		@Nullable MessageBatch[] batches = decode(sender, () -> new FrameDecoder(data).readBatch(multicast));
		// Counted first: protocols take messages out of the batch.
		for (MessageBatch batch : batches) {
			if (batch != null) {
				this.msg_stats.received(batch);
			}
		}
		// Logs what a protocol throws.
		processBatch(batches[1], true);
		processBatch(batches[0], false);
	}

	private <T> T decode(Address sender, Decoding<T> decoding) throws IOException {
		try {
			return decoding.decode();
		}
		catch (RefusedException ex) {
			throw refused(sender, String.valueOf(ex.getMessage()));
		}
		catch (IOException | RuntimeException ex) {
			throw refused(sender, "it sent a malformed message (" + ex + ")");
		}
	}

	private static byte[] readFrame(DataInput in, int length) throws IOException {
		byte[] frame = new byte[Math.min(length, FIRST_PIECE)];
		in.readFully(frame);
		while (frame.length < length) {
			int read = frame.length;
			frame = Arrays.copyOf(frame, (int) Math.min(length, 2L * read));
			in.readFully(frame, read, frame.length - read);
		}
		return frame;
	}

	/*
	 * In place of the inherited, which takes connections out of the table by one look at
	 * who is a member and closes them by another. Where the address of a member became
	 * known in between, its connection was left open, in the other side's table only:
	 * that side turned away every new one, and never heard of this member again.
	 */
	@Override
	public void retainAll(Collection<Address> addresses) {
		this.srv.forAllConnections((address, connection) -> {
			if (!addresses.contains(address) && !this.is_member.test((PhysicalAddress) address)) {
				this.srv.removeConnectionIfPresent(address, connection);
			}
		});
	}

	/*
	 * In place of the inherited look-up by physical address alone, which can find a dead
	 * predecessor on the same port and then miss that a member's socket has closed.
	 */
	@Override
	public void connectionClosed(Connection connection) {
		if (!this.connected || connection.isClosedGracefully() || isLeaving()) {
			return;
		}
		Address member = memberAt(connection.peerAddress());
		if (member != null) {
			Event suspect = new Event(Event.SUSPECT, List.of(member));
			this.thread_pool.execute(() -> this.up_prot.up(suspect));
		}
	}

	private boolean isLeaving() {
		GMS gms = this.stack.findProtocol(GMS.class);
		return gms == null || gms.isLeaving();
	}

	private @Nullable Address memberAt(@Nullable Address physical) {
		for (Address member : this.members) {
			Address known = getPhysicalAddressFromCache(member);
			if (known != null && known.equals(physical) && !member.equals(this.local_addr)) {
				return member;
			}
		}
		return null;
	}

	/** Ends the connection: JGroups takes this type for a peer that closed. */
	private EOFException refused(Address sender, String reason) {
		this.refusals.refused(socketAddress(sender), reason);
		return new EOFException(reason);
	}

	private static @Nullable SocketAddress socketAddress(Address sender) {
		return (sender instanceof IpAddress address) ? address.getSocketAddress() : null;
	}

	@FunctionalInterface
	private interface Decoding<T> {

		T decode() throws IOException;

	}

}
