package dev.mesh.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DirectoryFormatTests {

	private static final ServiceId PRICING = new ServiceId("pricing", "v1");

	private static final NodeEntry ENTRY = new NodeEntry(new NodeId(-7), 3, Long.MAX_VALUE, -1,
			List.of(new ServiceOffer(PRICING, "shop.Pricing", "2")),
			Arrays.stream(InstanceStatus.values())
				.map((status) -> new Instance(new ServiceId("s", status.name()), status, "grün \uD83D\uDE00"))
				.toList(),
			new Load(0.25, 12, Map.of(PRICING, 3)), Map.of("web", "http://127.0.0.1:8081", "empty", ""));

	static List<DirectoryMessage> messages() {
		return List.of(new DirectoryMessage.Entry(ENTRY, true), new DirectoryMessage.Entry(ENTRY, false),
				new DirectoryMessage.Digest(1, -2, true), new DirectoryMessage.Ask(false),
				new DirectoryMessage.Acknowledgement(99),
				new DirectoryMessage.LoadChange(-7, 8, new Load(0.5, 3, Map.of(PRICING, 2))));
	}

	@ParameterizedTest
	@MethodSource("messages")
	void readsWhatItWrote(DirectoryMessage message) throws Exception {
		assertThat(DirectoryFormat.decode(DirectoryFormat.encode(message))).isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void aCutOffMessageIsMalformed(DirectoryMessage message) {
		byte[] whole = DirectoryFormat.encode(message);
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> DirectoryFormat.decode(part));
		}
	}

	@Test
	void garbageIsReadOrMalformedAndNothingElse() {
		Random random = new Random(3);
		byte[] whole = DirectoryFormat.encode(new DirectoryMessage.Entry(ENTRY, true));
		for (int i = 0; i < 50_000; i++) {
			byte[] garbled = whole.clone();
			for (int n = random.nextInt(4); n >= 0; n--) {
				garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
			}
			try {
				assertThat(DirectoryFormat.decode(garbled)).isNotNull();
			}
			catch (MalformedMessageException ex) {
				assertThat(ex).hasMessageMatching("(?s).+");
			}
		}
	}

	@Test
	void skipsWhatALaterVersionAppends() throws Exception {
		byte[] later = new MessageWriter().int8(9)
			.int8(2)
			.block((block) -> block.int8(1).int64(5).int64(6).string("new"))
			.string("newer")
			.toBytes();
		assertThat(DirectoryFormat.decode(later)).isEqualTo(new DirectoryMessage.Digest(5, 6, true));
	}

	@Test
	void anEntryOfAVersionWithoutABasisIsItsOwn() throws Exception {
		byte[] earlier = new MessageWriter().int8(1).int8(1).block((block) -> {
			block.int8(0).int64(7).int64(3).int64(5);
			block.list(List.of(), (item, offer) -> {
			});
			block.list(List.of(), (item, instance) -> {
			});
			block.int64(0).int32(0);
			block.list(List.of(), (item, attribute) -> {
			});
			block.list(List.of(), (item, busy) -> {
			});
		}).toBytes();
		assertThat(DirectoryFormat.decode(earlier)).isEqualTo(new DirectoryMessage.Entry(
				new NodeEntry(new NodeId(7), 3, 5, List.of(), List.of(), Load.NONE, Map.of()), false));
	}

	@Test
	void aLoadThatIsNoneIsTakenForNone() throws Exception {
		NodeEntry lying = new NodeEntry(new NodeId(1), 1, 1, List.of(), List.of(), new Load(Double.NaN, -4), Map.of());
		DirectoryMessage read = DirectoryFormat
			.decode(DirectoryFormat.encode(new DirectoryMessage.Entry(lying, false)));
		assertThat(((DirectoryMessage.Entry) read).entry().load()).isEqualTo(Load.NONE);
	}

	@Test
	void refusesToWriteWhatMembershipCannotCarry() {
		NodeEntry large = new NodeEntry(new NodeId(1), 1, 1, List.of(), List.of(), Load.NONE,
				Map.of("large", "x".repeat(1 << 20)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DirectoryFormat.encode(new DirectoryMessage.Entry(large, false)))
			.withMessageContaining("1048576");
	}

}
