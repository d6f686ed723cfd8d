package dev.mesh.cluster.jgroups;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.LongMessage;
import org.jgroups.Message;
import org.jgroups.MessageFactory;
import org.jgroups.ObjectMessage;
import org.jgroups.protocols.TpHeader;
import org.jgroups.protocols.UnicastHeader3;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class FrameDecoderTests {

	private static final int VERSION_AND_FLAGS = 3;

	private static final byte[] CLUSTER = "probe".getBytes(StandardCharsets.US_ASCII);

	private final Address sender = UUID.randomUUID();

	private final Address receiver = UUID.randomUUID();

	@Test
	void readsWhatTheStackSends() throws Exception {
		Message bytes = addressed(new BytesMessage(null, new byte[] { 1, 2, 3 }));
		assertThat(decoded(bytes).getArray()).containsExactly(1, 2, 3);
		assertThat(decoded(bytes).getSrc()).isEqualTo(this.sender);
		assertThat(decoded(bytes).getDest()).isEqualTo(this.receiver);
		assertThat(decoded(bytes).isFlagSet(Message.Flag.OOB)).isTrue();
		assertThat(decoded(bytes).<TpHeader>getHeader((short) 17).clusterName()).isEqualTo(CLUSTER);
		SeqnoList missing = new SeqnoList(100, 7).add(8, 50, 106);
		assertThat((Iterable<Long>) decoded(addressed(new ObjectMessage(null, missing))).<SeqnoList>getObject())
			.containsExactly(8L, 50L, 106L);
		assertThat(((LongMessage) decoded(addressed(new LongMessage(null, -42)))).getValue()).isEqualTo(-42);
		assertThat(decoded(addressed(new EmptyMessage())).getNumHeaders()).isEqualTo(2);
		assertThat(decoded(addressed(new BytesMessage(null))).getArray()).isNull();
	}

	@Test
	void readsABatchAsJGroupsWritesIt() throws Exception {
		Message[] messages = Stream
			.of(new BytesMessage(null, new byte[] { 1 }), new BytesMessage(null, new byte[] { 2 }))
			.map(this::addressed)
			.toArray(Message[]::new);
		messages[1].clearFlag(Message.Flag.OOB);
		byte[] frame = HostileFrames
			.bytes((out) -> Util.writeMessageList(this.receiver, this.sender, CLUSTER, messages, 0, 2, out, false));
		@Nullable MessageBatch[] batches = new FrameDecoder(
				new ByteArrayDataInputStream(frame, VERSION_AND_FLAGS, frame.length - VERSION_AND_FLAGS))
			.readBatch(false);
		assertThat(payloads(batches[0])).containsExactly((byte) 2);
		assertThat(payloads(batches[1])).containsExactly((byte) 1);
	}

	private static List<Byte> payloads(@Nullable MessageBatch batch) {
		List<Byte> payloads = new ArrayList<>();
		for (Message message : Objects.requireNonNull(batch)) {
			payloads.add(message.getArray()[0]);
		}
		return payloads;
	}

	static Stream<Map.Entry<String, byte[]>> hostileFrames() {
		return HostileFrames.all().entrySet().stream();
	}

	@ParameterizedTest
	@MethodSource("hostileFrames")
	void refusesWhatAHostilePeerSends(Map.Entry<String, byte[]> hostile) {
		int alive = Probe.ALIVE.get();
		assertThatThrownBy(decoding(hostile.getValue())).isInstanceOf(IOException.class);
		assertThat(Probe.ALIVE).hasValue(alive);
	}

	@Test
	void theProbesWouldComeToLifeInJGroups() throws Exception {
		DataInput in = body(HostileFrames.single(new ObjectMessage(null, new Probe.Named())));
		int alive = Probe.ALIVE.get();
		MessageFactory.create(in.readShort()).readFrom(in);
		assertThat(Probe.ALIVE.get()).isGreaterThan(alive);
	}

	@Test
	void randomBytesEndInAnErrorOfTheirOwn() {
		Random random = new Random(7);
		for (int i = 0; i < 5_000; i++) {
			byte[] frame = new byte[VERSION_AND_FLAGS + random.nextInt(80)];
			random.nextBytes(frame);
			frame[2] = (byte) (random.nextBoolean() ? 1 : 0);
			frame[3 % frame.length] = 0;
			Throwable thrown = catchThrowable(decoding(frame));
			if (thrown != null) {
				assertThat(thrown).isInstanceOfAny(IOException.class, RuntimeException.class);
			}
		}
	}

	@Test
	void aTruncatedFrameIsRefused() {
		byte[] whole = HostileFrames.single(addressed(new BytesMessage(null, new byte[10])));
		for (int length = VERSION_AND_FLAGS; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatThrownBy(decoding(part)).isInstanceOfAny(IOException.class, RuntimeException.class);
		}
	}

	private Message addressed(Message message) {
		return message.setDest(this.receiver)
			.setSrc(this.sender)
			.setFlag(Message.Flag.OOB)
			.putHeader((short) 17, new TpHeader("probe"))
			.putHeader((short) 65, UnicastHeader3.createDataHeader(1, (short) 1, true));
	}

	private static Message decoded(Message message) throws IOException {
		return new FrameDecoder(body(HostileFrames.single(message))).readMessage();
	}

	private static ThrowingCallable decoding(byte[] frame) {
		return () -> {
			FrameDecoder decoder = new FrameDecoder(body(frame));
			if (frame[2] == 1) {
				decoder.readBatch(false);
			}
			else {
				decoder.readMessage();
			}
		};
	}

	private static ByteArrayDataInputStream body(byte[] frame) {
		return new ByteArrayDataInputStream(frame).advance(VERSION_AND_FLAGS);
	}

}
