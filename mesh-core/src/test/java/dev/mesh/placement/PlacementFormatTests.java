package dev.mesh.placement;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.topology.Topology;

import dev.mesh.placement.traffic.CallRate;
import dev.mesh.placement.traffic.NodeReport;
import dev.mesh.placement.traffic.ServiceLoad;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlacementFormatTests {

	private static final ServiceId CART = new ServiceId("cart", "v1");

	private static final ServiceId ADS = new ServiceId("ads", "v2");

	private static final Assignment NOW = new Assignment(
			Map.of(CART, Map.of(new NodeId(-1), 3, new NodeId(2), 1), ADS, Map.of(new NodeId(2), 1)));

	private static final Policy POLICY = new Policy(Topology.parse("{services: {cart: {replicas: 2, priority: 7}}}"),
			Map.of("node-1", Mode.DRAINING, "node-2", Mode.CORDONED),
			Map.of(CART, new Policy.Scale(4, 1_700_000_000_000L)));

	private static final Plan PLAN = new Plan(7, NOW, new Assignment(Map.of(CART, Map.of(new NodeId(2), 4))),
			List.of(new Plan.Pending(CART, 1, "no room")), POLICY, -5);

	private static final NodeReport REPORT = new NodeReport(Duration.ofSeconds(5),
			List.of(new CallRate(CART, "ads", new NodeId(-3), 0.25, 1e9),
					new CallRate(null, "cart", new NodeId(7), 3, 0), new CallRate(ADS, "cart", new NodeId(7), 2, 1)),
			17.5, List.of(new ServiceLoad(CART, 2.5, Duration.ofMillis(900))));

	static List<PlacementMessage> messages() {
		return List.of(new PlacementMessage.Newest(PLAN), new PlacementMessage.Newest(Plan.NONE),
				new PlacementMessage.Ask(), new PlacementMessage.Head(9, -4), new PlacementMessage.Report(REPORT),
				new PlacementMessage.Report(NodeReport.NONE));
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
	void garbageIsReadOrMalformedAndNothingElse() {
		Random random = new Random(3);
		byte[] whole = PlacementFormat.encode(new PlacementMessage.Newest(PLAN));
		for (int i = 0; i < 50_000; i++) {
			byte[] garbled = whole.clone();
			garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
			try {
				assertThat(PlacementFormat.decode(garbled)).isNotNull();
			}
			catch (MalformedMessageException ex) {
				assertThat(ex).hasMessageMatching("(?s).+");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, Double.NaN, Double.POSITIVE_INFINITY, 1e16 })
	void aRateThatCannotBeIsMalformed(double rate) {
		List<CallRate> calls = List.of(new CallRate(CART, "ads", new NodeId(1), rate, 0));
		byte[] message = PlacementFormat
			.encode(new PlacementMessage.Report(new NodeReport(Duration.ZERO, calls, 0, List.of())));
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> PlacementFormat.decode(message))
			.withMessageContaining(Double.toString(rate));
	}

	@Test
	void aReportHasABoundedNumberOfRows() throws Exception {
		List<CallRate> calls = Collections.nCopies(300, new CallRate(CART, "ads", new NodeId(1), 1, 0));
		PlacementMessage read = PlacementFormat.decode(PlacementFormat
			.encode(new PlacementMessage.Report(new NodeReport(Duration.ZERO, calls, 0, List.of()))));
		assertThat(read)
			.isEqualTo(new PlacementMessage.Report(new NodeReport(Duration.ZERO, calls.subList(0, 256), 0, List.of())));
		byte[] claimsMore = new MessageWriter().int8(1).int8(16).block((block) -> {
			block.int64(0).list(List.of("ads"), MessageWriter::string).list(List.of(), (item, none) -> {
			});
			block.list(calls, (row, call) -> row.int32(-1).int32(0).int64(1).int64(0).int64(0));
			block.int64(0).list(List.of(), (item, none) -> {
			});
		}).toBytes();
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> PlacementFormat.decode(claimsMore))
			.withMessageContaining("300");
	}

	@Test
	void aGarbledReportIsReadOrMalformedAndNothingElse() {
		Random random = new Random(5);
		byte[] whole = PlacementFormat.encode(new PlacementMessage.Report(REPORT));
		for (int i = 0; i < 50_000; i++) {
			byte[] garbled = whole.clone();
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
