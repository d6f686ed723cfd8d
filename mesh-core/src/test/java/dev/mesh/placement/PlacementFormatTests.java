package dev.mesh.placement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.topology.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlacementFormatTests {

	private static final ServiceId CART = new ServiceId("cart", "v1");

	private static final ServiceId ADS = new ServiceId("ads", "v2");

	private static final Assignment NOW = new Assignment(
			Map.of(CART, Map.of(new NodeId(-1), 3, new NodeId(2), 1), ADS, Map.of(new NodeId(2), 1)));

	private static final Policy POLICY = new Policy(Topology.parse("{services: {cart: {replicas: 2, priority: 7}}}"),
			Map.of("node-1", Mode.DRAINING, "node-2", Mode.CORDONED),
			Map.of(CART, new Policy.Scale(4, 3, 1_700_000_000_000L)));

	private static final Plan PLAN = new Plan(7, NOW, new Assignment(Map.of(CART, Map.of(new NodeId(2), 4))),
			List.of(new Plan.Pending(CART, 1, "no room")), POLICY, -5);

	private static final Admission ADMISSION = new Admission(8, List.of(new Admission.Place(CART, "node-1")), List.of(),
			List.of(new Admission.Move(ADS, "node-1", "node-2")), PLAN.pending(), 1.5, 0.25);

	static List<PlacementMessage> messages() {
		return List.of(new PlacementMessage.Newest(PLAN), new PlacementMessage.Newest(Plan.NONE),
				new PlacementMessage.Ask(), new PlacementMessage.Head(9, -4),
				new PlacementMessage.Request(5, new PolicyChange.Submit("{services: {}}"), true),
				new PlacementMessage.Request(6, new PolicyChange.SetMode("node-1", Mode.DRAINING), false),
				new PlacementMessage.Reply(5, new Outcome.Accepted(ADMISSION)));
	}

	@ParameterizedTest
	@MethodSource("messages")
	void readsWhatItWrote(PlacementMessage message) throws Exception {
		assertThat(PlacementFormat.decode(PlacementFormat.encode(message))).isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void aCutOffMessageIsMalformed(PlacementMessage message) {
		byte[] whole = PlacementFormat.encode(message);
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> PlacementFormat.decode(part));
		}
	}

	@Test
	void readsARefusalWithItsConflicts() throws Exception {
		PlacementRequestException refusal = new PlacementRequestException(PlacementRequestException.Reason.CONFLICT,
				"no room",
				List.of(new Conflict(List.of(CART, ADS), Rule.NEVER, Map.of("node-1", "full"), "both cannot be")));
		byte[] message = PlacementFormat.encode(new PlacementMessage.Reply(3, new Outcome.Refused(refusal)));
		assertThat(PlacementFormat.decode(message)).isInstanceOfSatisfying(PlacementMessage.Reply.class, (reply) -> {
			assertThat(reply.id()).isEqualTo(3);
			assertThat(reply.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, (refused) -> {
				assertThat(refused.failure()).hasMessage("no room");
				assertThat(refused.failure().reason()).isEqualTo(refusal.reason());
				assertThat(refused.failure().conflicts()).isEqualTo(refusal.conflicts());
			});
		});
	}

	@Test
	void whatCannotBeIsMalformed() {
		for (int count : new int[] { 0, -1, Integer.MAX_VALUE }) {
			assertMalformed("instances on one node", (block) -> block.int64(1).list(List.of(1), (item, one) -> {
				item.string("cart").string("1");
				item.list(List.of(1), (place, two) -> place.int64(1).int32(count));
			}));
		}
		assertMalformed("mode 9", (block) -> writeNothing(block)
			.block((policy) -> policy.list(List.of(1), (item, one) -> item.string("node-1").int8(9))));
		assertMalformed("topology",
				(block) -> writeNothing(block).block((policy) -> policy.list(List.of(), (item, one) -> item.int8(1))
					.list(List.of(), (item, one) -> item.int8(1))
					.string("{services: {cart: {replicas: many}}}")));
	}

	private static MessageWriter writeNothing(MessageWriter block) {
		block.int64(1);
		for (int list = 0; list < 3; list++) {
			block.list(List.of(), (item, one) -> item.int8(1));
		}
		return block;
	}

	private static void assertMalformed(String part, Consumer<MessageWriter> plan) {
		byte[] message = new MessageWriter().int8(1).int8(1).block(plan).toBytes();
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> PlacementFormat.decode(message))
			.withMessageContaining(part);
	}

	@Test
	void garbageIsReadOrMalformedAndNothingElse() {
		Random random = new Random(3);
		List<byte[]> messages = messages().stream().map(PlacementFormat::encode).toList();
		for (int i = 0; i < 20_000; i++) {
			byte[] garbled = messages.get(random.nextInt(messages.size())).clone();
			garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
			try {
				assertThat(PlacementFormat.decode(garbled)).isNotNull();
			}
			catch (MalformedMessageException ex) {
				assertThat(ex).hasMessageMatching("(?s).+");
			}
		}
	}

	@Test
	void anEpochWithoutANextOneIsMalformed() {
		for (long epoch : new long[] { -1, Long.MAX_VALUE }) {
			byte[] message = PlacementFormat
				.encode(new PlacementMessage.Newest(Plan.settled(epoch, Assignment.NONE, List.of())));
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> PlacementFormat.decode(message))
				.withMessageContaining(Long.toString(epoch));
		}
	}

	@Test
	void skipsWhatALaterVersionAppends() throws Exception {
		byte[] later = new MessageWriter().int8(2)
			.int8(3)
			.block((block) -> block.int64(5).int32(6).string("new"))
			.toBytes();
		assertThat(PlacementFormat.decode(later)).isEqualTo(new PlacementMessage.Head(5, 6));
	}

	@Test
	void theFingerprintTellsContentsApart() {
		Plan same = new Plan(7, new Assignment(NOW.counts()), PLAN.goal(), PLAN.pending(), POLICY, -5);
		Plan other = new Plan(7, NOW, PLAN.goal(), PLAN.pending(), Policy.NONE, -5);
		assertThat(PlacementFormat.fingerprint(same)).isEqualTo(PlacementFormat.fingerprint(PLAN));
		assertThat(PlacementFormat.fingerprint(other)).isNotEqualTo(PlacementFormat.fingerprint(PLAN));
	}

}
