package dev.mesh.cluster.jgroups;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jgroups.BytesMessage;
import org.jgroups.CompositeMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.Version;
import org.jgroups.protocols.FragHeader;
import org.jgroups.protocols.TpHeader;

/**
 * What a hostile peer sends behind a well-formed connect header: the body of a frame for
 * each known way to run code or to exhaust memory.
 */
final class HostileFrames {

	private static final short TRANSPORT = 17;

	/** Util.TYPE_SERIALIZABLE. */
	private static final byte SERIALIZABLE = 51;

	private HostileFrames() {
	}

	static Map<String, byte[]> all() {
		Map<String, byte[]> frames = new LinkedHashMap<>();
		frames.put("object message with a class name", single(new ObjectMessage(null, new Probe.Named())));
		frames.put("object message with a serialized object", single(new ObjectMessage(null, new Probe.Serialized())));
		frames.put("byte message flagged as serialized", single(serializedBytes()));
		frames.put("nested message", single(new CompositeMessage(null, new ObjectMessage(null, new Probe.Named()))));
		frames.put("fragment of 2^31 parts",
				single(with(new BytesMessage(null, new byte[4]), new FragHeader(1, 0, Integer.MAX_VALUE))));
		frames.put("two gigabytes of payload", declared((out) -> envelope(out, Message.BYTES_MSG)));
		frames.put("two billion nested messages", declared((out) -> envelope(out, Message.COMPOSITE_MSG)));
		frames.put("two billion sequence numbers", declared((out) -> {
			envelope(out, Message.OBJ_MSG);
			out.writeByte(1);
			out.writeShort(15);
		}));
		frames.put("two billion messages in a batch", batchOfTwoBillion());
		frames.put("no message at all", new byte[] { 0, 0, 0 });
		return frames;
	}

	static byte[] single(Message message) {
		return bytes((out) -> {
			out.writeShort(Version.version);
			out.writeByte(0);
			out.writeShort(message.getType());
			message.writeTo(out);
		});
	}

	static byte[] framed(byte[] body) {
		return bytes((out) -> {
			out.writeInt(body.length);
			out.write(body);
		});
	}

	private static Message with(Message message, Header header) {
		return message.putHeader(TRANSPORT, new TpHeader("probe")).putHeader((short) 5, header);
	}

	private static Message serializedBytes() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(SERIALIZABLE);
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new Probe.Serialized());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new BytesMessage(null, bytes.toByteArray()).setFlag(Message.Flag.SERIALIZED);
	}

	private static byte[] declared(Writing head) {
		return bytes((out) -> {
			out.writeShort(Version.version);
			out.writeByte(0);
			head.write(out);
			out.writeInt(Integer.MAX_VALUE);
			out.writeLong(0);
		});
	}

	private static byte[] batchOfTwoBillion() {
		return bytes((out) -> {
			out.writeShort(Version.version);
			out.writeByte(1);
			out.writeByte(1);
			out.writeByte(1);
			out.writeShort(-1);
			out.writeInt(Integer.MAX_VALUE);
			out.writeShort(Message.EMPTY_MSG);
			new EmptyMessage().writeTo(out);
		});
	}

	private static void envelope(DataOutputStream out, short type) throws IOException {
		out.writeShort(type);
		out.writeByte(0);
		out.writeShort(0);
		out.writeShort(0);
	}

	static byte[] bytes(Writing writing) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			writing.write(new DataOutputStream(bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	@FunctionalInterface
	interface Writing {

		void write(DataOutputStream out) throws IOException;

	}

}
