package dev.mesh.cluster.jgroups;

import java.io.DataInput;
import java.io.IOException;
import java.util.Set;

import org.jgroups.Address;
import org.jgroups.BaseMessage;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.LongMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.stack.MessageProcessingPolicy;
import org.jgroups.util.AsciiString;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.Digest;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.MutableDigest;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.SizeStreamable;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of one frame in place of JGroups' own message factory.
 *
 * <p>
 * That factory makes whatever the wire asks for: an {@code ObjectMessage} or a message
 * flagged as serialized reaches {@code ObjectInputStream} or the constructor of any named
 * class, an {@code AuthHeader} names a class too, composite messages nest without end,
 * and declared lengths are allocated unseen. Here everything comes from closed lists: the
 * messages, headers and payload types that this stack sends.
 */
final class FrameReader {

	private static final int DEST_SET = 1;

	private static final int SRC_SET = 2;

	private static final int MAX_HEADERS = 16;

	// Type, leading byte, flags and number of headers.
	private static final int MIN_MESSAGE = 7;

	private static final short SEQNOS = 15;

	private static final short DIGEST = 9;

	private static final short MUTABLE_DIGEST = 10;

	// Of jg-magic-map.xml: PingHeader, GmsHeader, StableHeader, FcHeader, TpHeader,
	// HeartbeatHeader, MergeHeader, NakAckHeader2, UnicastHeader3, VerifyHeader.
	private static final Set<Short> HEADERS = Set.of((short) 53, (short) 55, (short) 56, (short) 59, (short) 60,
			(short) 62, (short) 75, (short) 78, (short) 82, (short) 94);

	private final ByteArrayDataInputStream in;

	private FrameReader(DataInput frame) {
		this.in = (ByteArrayDataInputStream) frame;
	}

	/**
	 * Read a single message.
	 * @param frame the rest of the frame
	 * @return the message
	 * @throws MalformedFrameException if it is malformed or not of this stack
	 */
	static Message message(DataInput frame) {
		FrameReader reader = new FrameReader(frame);
		return guarded(() -> reader.readMessage(reader.in.readShort(), null, null));
	}

	/**
	 * Read a datagram, which holds one message of bytes without its type.
	 * @param datagram the datagram
	 * @return the message
	 * @throws MalformedFrameException if it is malformed or not of this stack
	 */
	static Message datagram(DataInput datagram) {
		FrameReader reader = new FrameReader(datagram);
		return guarded(() -> reader.readMessage(Message.BYTES_MSG, null, null));
	}

	/**
	 * Read a batch.
	 * @param frame the rest of the frame
	 * @param multicast whether it was sent to all
	 * @return the regular and the out-of-band messages, {@code null} where there are none
	 * @throws MalformedFrameException if it is malformed or not of this stack
	 */
	static @Nullable MessageBatch[] batches(DataInput frame, boolean multicast) {
		FrameReader reader = new FrameReader(frame);
		return guarded(() -> reader.readBatches(multicast));
	}

	/**
	 * Pass a message up the stack.
	 * @param policy how the stack wants its messages
	 * @param message the message
	 */
	static void process(MessageProcessingPolicy policy, Message message) {
		policy.process(message, message.isFlagSet(Message.Flag.OOB));
	}

	// Malformed input also shows as negative array sizes, bad casts and the like.
	private static <T> T guarded(Read<T> read) {
		try {
			return read.get();
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			throw new MalformedFrameException(ex);
		}
	}

	private @Nullable MessageBatch[] readBatches(boolean multicast) throws IOException, ClassNotFoundException {
		@Nullable MessageBatch[] batches = new MessageBatch[2];
		Address dest = Util.readAddress(this.in);
		Address src = Util.readAddress(this.in);
		AsciiString cluster = readClusterName();
		int count = this.in.readInt();
		if (count < 0 || count > remaining() / MIN_MESSAGE) {
			throw new IOException("a batch of " + count + " messages in " + remaining() + " bytes");
		}
		for (int i = 0; i < count; i++) {
			Message message = readMessage(this.in.readShort(), dest, src);
			boolean oob = message.isFlagSet(Message.Flag.OOB);
			MessageBatch batch = batches[oob ? 1 : 0];
			if (batch == null) {
				MessageBatch.Mode mode = oob ? MessageBatch.Mode.OOB : MessageBatch.Mode.REG;
				batch = new MessageBatch(dest, src, cluster, multicast, mode, count);
				batches[oob ? 1 : 0] = batch;
			}
			batch.add(message);
		}
		return batches;
	}

	private @Nullable AsciiString readClusterName() throws IOException {
		short length = this.in.readShort();
		if (length < 0) {
			return null;
		}
		byte[] name = new byte[checked(length)];
		this.in.readFully(name);
		return new AsciiString(name);
	}

	private Message readMessage(short type, @Nullable Address batchDest, @Nullable Address batchSrc)
			throws IOException, ClassNotFoundException {
		byte leading = this.in.readByte();
		short flags = this.in.readShort();
		if ((flags & Message.Flag.SERIALIZED.value()) != 0) {
			throw new IOException("a serialized payload");
		}
		Address dest = ((leading & DEST_SET) != 0) ? Util.readAddress(this.in) : batchDest;
		Address src = ((leading & SRC_SET) != 0) ? Util.readAddress(this.in) : batchSrc;
		Header[] headers = readHeaders();
		BaseMessage message = readBody(type, dest);
		message.setFlag(flags, false, false);
		message.setSrc(src);
		if (headers.length > 0) {
			message.headers(headers);
		}
		return message;
	}

	private Header[] readHeaders() throws IOException, ClassNotFoundException {
		int count = this.in.readShort();
		if (count < 0 || count > MAX_HEADERS) {
			throw new IOException(count + " headers");
		}
		Header[] headers = new Header[count];
		for (int i = 0; i < count; i++) {
			short protocol = this.in.readShort();
			short kind = this.in.readShort();
			if (!HEADERS.contains(kind)) {
				throw new IOException("a header of kind " + kind);
			}
			Header header = ClassConfigurator.create(kind);
			header.readFrom(this.in);
			headers[i] = header.setProtId(protocol);
		}
		return headers;
	}

	private BaseMessage readBody(short type, @Nullable Address dest) throws IOException, ClassNotFoundException {
		return switch (type) {
			case Message.BYTES_MSG -> readBytes(dest);
			case Message.EMPTY_MSG -> new EmptyMessage(dest);
			case Message.LONG_MSG -> {
				LongMessage message = new LongMessage(dest, 0);
				message.readPayload(this.in);
				yield message;
			}
			case Message.OBJ_MSG -> new ObjectMessage(dest, readObject());
			default -> throw new IOException("a message of type " + type);
		};
	}

	private BaseMessage readBytes(@Nullable Address dest) throws IOException {
		BytesMessage message = new BytesMessage(dest);
		int length = this.in.readInt();
		if (length != -1) {
			byte[] payload = new byte[checked(length)];
			this.in.readFully(payload);
			message.setArray(payload);
		}
		return message;
	}

	private @Nullable SizeStreamable readObject() throws IOException, ClassNotFoundException {
		if (this.in.readByte() == 0) {
			return null;
		}
		short kind = this.in.readShort();
		SizeStreamable object = switch (kind) {
			case SEQNOS -> checkedSeqnos();
			case DIGEST -> new Digest();
			case MUTABLE_DIGEST -> new MutableDigest();
			default -> throw new IOException("an object of kind " + kind);
		};
		object.readFrom(this.in);
		return object;
	}

	private SeqnoList checkedSeqnos() throws IOException {
		int start = this.in.position();
		int bits = this.in.readInt();
		checked(bits / Byte.SIZE);
		this.in.position(start);
		return new SeqnoList();
	}

	private int checked(int length) throws IOException {
		if (length < 0 || length > remaining()) {
			throw new IOException(length + " bytes are declared and " + remaining() + " are there");
		}
		return length;
	}

	private int remaining() {
		return this.in.limit() - this.in.position();
	}

	/**
	 * A read that may fail in every way.
	 *
	 * @param <T> what is read
	 */
	@FunctionalInterface
	private interface Read<T> {

		T get() throws IOException, ClassNotFoundException;

	}

}
