package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.util.Random;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.CompositeMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.FragmentedMessage;
import org.jgroups.Global;
import org.jgroups.LongMessage;
import org.jgroups.Message;
import org.jgroups.NioMessage;
import org.jgroups.ObjectMessage;
import org.jgroups.protocols.AuthHeader;
import org.jgroups.protocols.TpHeader;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FrameReader} and {@link DeserializationGuard}.
 */
class FrameReaderTests {

	private static final Address DEST = UUID.randomUUID();

	@Test
	void readsTheMessagesOfTheStack() throws Exception {
		Message bytes = read(new BytesMessage(DEST, new byte[] { 1, 2, 3 }).setFlag(Message.Flag.OOB)
			.putHeader((short) 22, new TpHeader("test")));
		assertThat(bytes.getDest()).isEqualTo(DEST);
		assertThat(bytes.isFlagSet(Message.Flag.OOB)).isTrue();
		assertThat(bytes.<TpHeader>getHeader((short) 22).clusterName()).isEqualTo("test".getBytes(US_ASCII));
		assertThat(bytes.<byte[]>getObject()).containsExactly(1, 2, 3);
		assertThat(read(new EmptyMessage(DEST))).isInstanceOf(EmptyMessage.class);
		assertThat(((LongMessage) read(new LongMessage(DEST, 42))).getValue()).isEqualTo(42);
		SeqnoList seqnos = new SeqnoList(100, 5).add(7, 9);
		assertThat(read(new ObjectMessage(DEST, seqnos)).<Object>getObject()).hasToString(seqnos.toString());
	}

	@Test
	void refusesWhatTheStackNeverSends() {
		refuses(new ObjectMessage(DEST, "a serialized object"), "serialized");
		refuses(new BytesMessage(DEST, new byte[8]).setFlag(Message.Flag.SERIALIZED), "serialized");
		refuses(new ObjectMessage(DEST, new org.jgroups.util.ObjectWrapperSerializable("object")), "object");
		refuses(new NioMessage(DEST, java.nio.ByteBuffer.allocate(4)), "type");
		refuses(new CompositeMessage(DEST, new BytesMessage(DEST)), "type");
		refuses(new FragmentedMessage(new BytesMessage(DEST, new byte[9]), 0, 4), "type");
		refuses(new EmptyMessage(DEST).putHeader((short) 500, new AuthHeader()), "header");
	}

	@Test
	void refusesAClassNamedOnTheWire() throws Exception {
		ByteArrayDataOutputStream out = header(Message.OBJ_MSG);
		out.writeByte(1);
		out.writeShort(-1);
		out.writeUTF("java.util.ArrayList");
		refuses(out, "object");
	}

	@Test
	void refusesALengthThatIsNotThere() throws Exception {
		ByteArrayDataOutputStream out = header(Message.BYTES_MSG);
		out.writeInt(Integer.MAX_VALUE);
		refuses(out, "declared");
	}

	@Test
	void refusesABitSetThatIsNotThere() throws Exception {
		ByteArrayDataOutputStream out = header(Message.OBJ_MSG);
		out.writeByte(1);
		out.writeShort(15);
		out.writeInt(Integer.MAX_VALUE);
		out.writeLong(0);
		refuses(out, "declared");
	}

	@Test
	void refusesABatchOfMoreThanItHolds() throws Exception {
		ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
		out.writeByte(1);
		out.writeByte(1);
		out.writeShort(-1);
		out.writeInt(Integer.MAX_VALUE);
		assertThatExceptionOfType(MalformedFrameException.class).isThrownBy(() -> FrameReader.batches(in(out), false))
			.withMessageContaining("batch");
	}

	@Test
	void garbageIsRefusedAndNothingElse() {
		Random random = new Random(42);
		for (int i = 0; i < 50_000; i++) {
			byte[] garbage = new byte[random.nextInt(100) + 1];
			random.nextBytes(garbage);
			readOrRefuse(garbage);
		}
	}

	private static void readOrRefuse(byte[] garbage) {
		try {
			Message message = FrameReader.message(new ByteArrayDataInputStream(garbage));
			assertThat(message).isNotNull();
			MessageBatch[] batches = FrameReader.batches(new ByteArrayDataInputStream(garbage), true);
			assertThat(batches).hasSize(2);
		}
		catch (MalformedFrameException ex) {
			assertThat(ex.getCause()).isNotNull();
		}
	}

	@Test
	void deserializationIsClosedAndProvenToBe() {
		DeserializationGuard.install();
		assertThat(System.getProperty(Global.DESERIALIZATION_FILTER)).isEqualTo("!*");
	}

	private static ByteArrayDataOutputStream header(short type) throws IOException {
		ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
		out.writeShort(type);
		out.writeByte(0);
		out.writeShort(0);
		out.writeShort(0);
		return out;
	}

	private static Message read(Message message) throws IOException {
		ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
		out.writeShort(message.getType());
		message.writeTo(out);
		return FrameReader.message(in(out));
	}

	private static ByteArrayDataInputStream in(ByteArrayDataOutputStream out) {
		return new ByteArrayDataInputStream(out.buffer(), 0, out.position());
	}

	private static void refuses(Message message, String reason) {
		assertThatExceptionOfType(MalformedFrameException.class).isThrownBy(() -> read(message))
			.withMessageContaining(reason);
	}

	private static void refuses(ByteArrayDataOutputStream out, String reason) {
		assertThatExceptionOfType(MalformedFrameException.class).isThrownBy(() -> FrameReader.message(in(out)))
			.withMessageContaining(reason);
	}

}
