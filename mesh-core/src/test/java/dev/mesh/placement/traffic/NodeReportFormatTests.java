package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.mesh.cluster.NodeId;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.MessageReader;
import dev.mesh.control.MessageWriter;
import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NodeReportFormatTests {

	private static final ServiceId CART = new ServiceId("cart", "v1");

	private static final ServiceId ADS = new ServiceId("ads", "v2");

	private static final NodeReport REPORT = new NodeReport(Duration.ofSeconds(5),
			List.of(new CallRate(CART, "ads", new NodeId(-3), 0.25, 1e9),
					new CallRate(null, "cart", new NodeId(7), 3, 0), new CallRate(ADS, "cart", new NodeId(7), 2, 1)),
			17.5, List.of(new StartUp(CART, Duration.ofMillis(900))));

	@Test
	void readsWhatItWrote() throws Exception {
		assertThat(read(write(REPORT))).isEqualTo(REPORT);
		assertThat(read(write(NodeReport.NONE))).isEqualTo(NodeReport.NONE);
	}

	@Test
	void aCutOffReportIsMalformed() {
		byte[] whole = write(REPORT);
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> read(part));
		}
	}

	@Test
	void garbageIsReadOrMalformedAndNothingElse() {
		Random random = new Random(5);
		byte[] whole = write(REPORT);
		for (int i = 0; i < 50_000; i++) {
			byte[] garbled = whole.clone();
			garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
			try {
				assertThat(read(garbled)).isNotNull();
			}
			catch (MalformedMessageException ex) {
				assertThat(ex).hasMessageMatching("(?s).+");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, Double.NaN, Double.POSITIVE_INFINITY, 1e16 })
	void aRateThatCannotBeIsMalformed(double rate) {
		byte[] report = write(new NodeReport(Duration.ZERO, List.of(new CallRate(CART, "ads", new NodeId(1), rate, 0)),
				0, List.of()));
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> read(report))
			.withMessageContaining(Double.toString(rate));
	}

	@Test
	void aReportHasABoundedNumberOfRows() throws Exception {
		List<CallRate> calls = Collections.nCopies(300, new CallRate(CART, "ads", new NodeId(1), 1, 0));
		assertThat(read(write(new NodeReport(Duration.ZERO, calls, 0, List.of()))).calls())
			.isEqualTo(calls.subList(0, 256));
	}

	@Test
	void aReportThatHasMoreRowsIsMalformed() {
		MessageWriter out = new MessageWriter().int64(0)
			.list(List.of("ads"), MessageWriter::string)
			.list(List.of(), (item, none) -> {
			});
		out.list(Collections.nCopies(300, "row"), (row, none) -> row.int32(-1).int32(0).int64(1).int64(0).int64(0));
		byte[] report = out.int64(0).list(List.of(), (item, none) -> {
		}).toBytes();
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> read(report))
			.withMessageContaining("300");
	}

	private static byte[] write(NodeReport report) {
		MessageWriter out = new MessageWriter();
		NodeReportFormat.write(out, report);
		return out.toBytes();
	}

	private static NodeReport read(byte[] report) throws MalformedMessageException {
		return NodeReportFormat.read(new MessageReader(report));
	}

}
