package dev.mesh.cluster.jgroups;

import java.io.DataInput;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;

/**
 * JGroups' {@code TCP} that takes whole, bounded frames and reads them with
 * {@link FrameReader}. A frame that is refused closes its connection: after it the stream
 * could not be trusted anyway.
 */
final class GuardedTcp extends TCP {

	/**
	 * The longest frame: a message of 1 MiB with room to spare, and a view of a thousand
	 * nodes.
	 */
	static final int MAX_FRAME = 8 << 20;

	// Version, flags and a first byte.
	private static final int MIN_FRAME = 4;

	private static final int CHUNK = 1 << 16;

	private final RefusalLog refusals = new RefusalLog();

	GuardedTcp() {
		setId(ClassConfigurator.getProtocolId(TCP.class));
	}

	@Override
	public void receive(Address sender, DataInput in, int length) throws Exception {
		if (length < MIN_FRAME || length > MAX_FRAME) {
			throw refuse(sender, "a frame of " + length + " bytes is declared");
		}
		byte[] frame = readFrame(in, length);
		try {
			receive(sender, frame, 0, length);
		}
		catch (MalformedFrameException ex) {
			throw refuse(sender, String.valueOf(ex.getMessage()));
		}
	}

	// JGroups closes a connection for this kind of exception without logging it again.
	private SocketException refuse(Address sender, String reason) {
		this.refusals.refused(sender, reason);
		return new SocketException(reason);
	}

	// What is declared is allocated as it arrives: a length alone costs nothing.
	private static byte[] readFrame(DataInput in, int length) throws IOException {
		byte[] frame = new byte[Math.min(length, CHUNK)];
		int filled = 0;
		while (true) {
			in.readFully(frame, filled, frame.length - filled);
			filled = frame.length;
			if (filled == length) {
				return frame;
			}
			frame = Arrays.copyOf(frame, Math.min(length, filled * 2));
		}
	}

	@Override
	protected void handleSingleMessage(DataInput in, boolean multicast) {
		Message message = FrameReader.message(in);
		if (multicast || !unicastDestMismatch(message.getDest())) {
			FrameReader.process(this.msg_processing_policy, message);
		}
	}

	@Override
	protected void handleMessageBatch(DataInput in, boolean multicast) {
		@Nullable MessageBatch[] batches = FrameReader.batches(in, multicast);
		processBatch(batches[1], true);
		processBatch(batches[0], false);
	}

	// In place of the inherited look-up by physical address alone, which can find a dead
	// predecessor on the same port and then miss that a member's socket has closed.
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

}
