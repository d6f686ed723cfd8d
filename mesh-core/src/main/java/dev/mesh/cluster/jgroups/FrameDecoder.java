package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jgroups.Address;
import org.jgroups.BaseMessage;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.LongMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FailureDetection;
import org.jgroups.protocols.FcHeader;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.PingHeader;
import org.jgroups.protocols.TpHeader;
import org.jgroups.protocols.UnicastHeader3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NakAckHeader2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.AsciiString;
import org.jgroups.util.Bits;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.Digest;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.MutableDigest;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.SizeStreamable;
import org.jgroups.util.Streamable;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Reads JGroups' messages from one whole frame, in JGroups' own format, but only what the
 * protocols of the stack send: four types of message, their headers, and two types of
 * object. JGroups itself would make any class whose name arrives, run Java serialization,
 * and allocate whatever length is declared. Here a length that is larger than what is
 * left of the frame is refused before anything is allocated. A malformed field may also
 * end in a {@link RuntimeException} of JGroups' that reads it.
 */
final class FrameDecoder {

	private static final int DESTINATION = 1;

	private static final int SOURCE = 1 << 1;

	private static final int MOST_HEADERS = 32;

	/** Type, leading byte, flags and number of headers. */
	private static final int SHORTEST_MESSAGE = 7;

	/** What NAKACK2 and UNICAST3 ask to be sent again. */
	private static final short SEQNO_LIST = 15;

	/** What STABLE gossips. */
	private static final short DIGEST = 9;

	private static final short MUTABLE_DIGEST = 10;

	/** RSVP's header, whose class is hidden. */
	private static final short RSVP_HEADER = 76;

	/** The headers of the stack's protocols, by JGroups' numbers. */
	private static final Set<Short> HEADERS = Stream
		.concat(Stream.of(RSVP_HEADER),
				Stream
					.of(PingHeader.class, GMS.GmsHeader.class, STABLE.StableHeader.class, FcHeader.class,
							TpHeader.class, FailureDetection.HeartbeatHeader.class, MERGE3.MergeHeader.class,
							NakAckHeader2.class, UnicastHeader3.class, VERIFY_SUSPECT2.VerifyHeader.class)
					.map(ClassConfigurator::getMagicNumber))
		.collect(Collectors.toUnmodifiableSet());

	private final ByteArrayDataInputStream in;

	FrameDecoder(ByteArrayDataInputStream in) {
		this.in = in;
	}

	/**
	 * Read a single message.
	 * @return the message
	 * @throws IOException if it is malformed
	 */
	Message readMessage() throws IOException {
		return readMessage(this.in.readShort(), null, null);
	}

	/**
	 * Read the one message of bytes that a datagram holds, which goes without its type.
	 * @return the message
	 * @throws IOException if it is malformed
	 */
	Message readDatagram() throws IOException {
		return readMessage(Message.BYTES_MSG, null, null);
	}

	/**
	 * Read messages that travel together.
	 * @param multicast whether they went to all
	 * @return the regular and the out-of-band ones, each {@code null} if there are none
	 * @throws IOException if one is malformed
	 */
	@Nullable MessageBatch[] readBatch(boolean multicast) throws IOException {
		Address destination = readAddress();
		Address source = readAddress();
		AsciiString cluster = readClusterName();
		int count = checked(this.in.readInt(), SHORTEST_MESSAGE, "messages");
		@Nullable MessageBatch[] batches = new @Nullable MessageBatch[2];
		for (int i = 0; i < count; i++) {
			Message message = readMessage(this.in.readShort(), destination, source);
			boolean outOfBand = message.isFlagSet(Message.Flag.OOB);
			int index = outOfBand ? 1 : 0;
			MessageBatch batch = batches[index];
			if (batch == null) {
				batch = new MessageBatch(destination, source, cluster, multicast,
						outOfBand ? MessageBatch.Mode.OOB : MessageBatch.Mode.REG, count);
				batches[index] = batch;
			}
			batch.add(message);
		}
		return batches;
	}

	private @Nullable AsciiString readClusterName() throws IOException {
		int length = this.in.readShort();
		return (length < 0) ? null : new AsciiString(readBytes(length));
	}

	private Message readMessage(short type, @Nullable Address destination, @Nullable Address source)
			throws IOException {
		int leading = this.in.readByte();
		short flags = this.in.readShort();
		Address ownDestination = ((leading & DESTINATION) != 0) ? readAddress() : destination;
		Address ownSource = ((leading & SOURCE) != 0) ? readAddress() : source;
		Header[] headers = readHeaders();
		if ((flags & Message.Flag.SERIALIZED.value()) != 0) {
			throw new RefusedException("it sent a serialized object");
		}
		BaseMessage message = readPayload(type);
		message.setDest(ownDestination);
		message.setSrc(ownSource);
		message.setFlag(flags, false);
		message.headers(headers);
		return message;
	}

	private BaseMessage readPayload(short type) throws IOException {
		return switch (type) {
			case Message.BYTES_MSG -> readBytesMessage();
			case Message.EMPTY_MSG -> new EmptyMessage();
			case Message.OBJ_MSG -> new ObjectMessage(null, readObject());
			case Message.LONG_MSG -> readLongMessage();
			default -> throw new RefusedException("it sent a message of type " + type);
		};
	}

	private BytesMessage readBytesMessage() throws IOException {
		int length = this.in.readInt();
		BytesMessage message = new BytesMessage();
		return (length < 0) ? message : message.setArray(readBytes(length), 0, length);
	}

	private LongMessage readLongMessage() throws IOException {
		LongMessage message = new LongMessage();
		message.setValue(Bits.readLongCompressed(this.in));
		return message;
	}

	private @Nullable SizeStreamable readObject() throws IOException {
		if (this.in.readByte() == 0) {
			return null;
		}
		short magic = this.in.readShort();
		return switch (magic) {
			case SEQNO_LIST -> {
				checkSeqnoList();
				yield fill(new SeqnoList());
			}
			case DIGEST -> fill(new Digest());
			case MUTABLE_DIGEST -> fill(new MutableDigest());
			default -> throw new RefusedException("it sent an object of type " + magic);
		};
	}

	/** Look ahead: JGroups allocates the bits that are declared before it reads them. */
	private void checkSeqnoList() throws IOException {
		int start = this.in.position();
		int bits = this.in.readInt();
		this.in.readLong();
		checked((bits < 0) ? bits : (bits - 1) / Long.SIZE + 1, Long.BYTES, "words of sequence numbers");
		this.in.position(start);
	}

	private Header[] readHeaders() throws IOException {
		int count = this.in.readShort();
		if (count < 0 || count > MOST_HEADERS) {
			throw new RefusedException("it declared " + count + " headers");
		}
		Header[] headers = new Header[(count > 0) ? count : Util.DEFAULT_HEADERS];
		for (int i = 0; i < count; i++) {
			short protocol = this.in.readShort();
			short magic = this.in.readShort();
			if (!HEADERS.contains(magic)) {
				throw new RefusedException("it sent a header of type " + magic);
			}
			headers[i] = fill(newHeader(magic)).setProtId(protocol);
		}
		return headers;
	}

	private static Header newHeader(short magic) throws IOException {
		try {
			return ClassConfigurator.create(magic);
		}
		catch (ClassNotFoundException ex) {
			throw new IOException(ex);
		}
	}

	private @Nullable Address readAddress() throws IOException {
		byte kind = this.in.readByte();
		return switch (kind) {
			case Address.NULL -> null;
			case Address.UUID_ADDR -> fill(new UUID());
			case Address.IP_ADDR -> fill(new IpAddress());
			default -> throw new RefusedException("it sent an address of type " + kind);
		};
	}

	private <T extends Streamable> T fill(T value) throws IOException {
		try {
			value.readFrom(this.in);
			return value;
		}
		catch (ClassNotFoundException ex) {
			throw new IOException(ex);
		}
	}

	private byte[] readBytes(int length) throws IOException {
		byte[] bytes = new byte[checked(length, 1, "bytes")];
		this.in.readFully(bytes);
		return bytes;
	}

	private int checked(int count, int size, String what) throws IOException {
		if (count < 0 || (long) count * size > this.in.limit() - this.in.position()) {
			throw new RefusedException("it declared " + count + " " + what + ", more than it sent");
		}
		return count;
	}

}
