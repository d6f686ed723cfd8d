package dev.mesh.cluster.membership;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Announcement;
import dev.mesh.cluster.membership.Body.Application;
import dev.mesh.cluster.membership.Body.Check;
import dev.mesh.cluster.membership.Body.Exclusion;
import dev.mesh.cluster.membership.Body.Hello;
import dev.mesh.cluster.membership.Body.Refusal;
import dev.mesh.cluster.membership.Body.StillMember;
import dev.mesh.control.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EnvelopeFormat}.
 */
class EnvelopeFormatTests {

	private static final Node NODE = new Node(new NodeId(-7), 12, "näme", "z", "r", Map.of("disk", "ssd"),
			Set.of("edge", "gpu"), 2.5, Role.OBSERVER, new HostPort("::1", 7800), new HostPort("10.0.0.1", 65535),
			Map.of("Pricing", Long.MIN_VALUE));

	static Stream<Body> bodies() {
		MemberKey key = MemberKey.of(NODE);
		View view = new View(9, 3, NODE.id(), List.of(NODE));
		return Stream.of(new Hello(NODE, true, NODE.id(), List.of(key)),
				new Announcement(view, List.of(new PeerAddress(1, -1))), new Refusal(NODE.clusterAddress()),
				new Exclusion(key, true), new Check(), new StillMember());
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void readsWhatItWrote(Body body) throws Exception {
		Envelope envelope = new Envelope(NODE.id(), 12, 9, 3, body);
		assertThat(EnvelopeFormat.decode(EnvelopeFormat.encode(envelope))).isEqualTo(envelope);
	}

	@Test
	void readsTheLargestPayload() throws Exception {
		byte[] payload = new byte[EnvelopeFormat.MAX_PAYLOAD];
		payload[payload.length - 1] = 5;
		Body body = decodeApplication(payload);
		assertThat(body).isInstanceOfSatisfying(Application.class, (application) -> {
			assertThat(application.subject()).isEqualTo(Subject.ROUTE);
			assertThat(application.payload()).isEqualTo(payload);
		});
	}

	@Test
	void refusesAPayloadBeyondTheLimit() {
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> decodeApplication(new byte[EnvelopeFormat.MAX_PAYLOAD + 1]))
			.withMessageContaining("payload");
	}

	private static Body decodeApplication(byte[] payload) throws MalformedMessageException {
		return EnvelopeFormat
			.decode(EnvelopeFormat.encode(new Envelope(NODE.id(), 1, 1, 1, new Application(Subject.ROUTE, payload))))
			.body();
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void refusesEveryTruncation(Body body) {
		byte[] whole = EnvelopeFormat.encode(new Envelope(NODE.id(), 12, 9, 3, body));
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> EnvelopeFormat.decode(cut));
		}
	}

	@Test
	void refusesAnotherVersionAndWhatIsLeftOver() {
		byte[] check = EnvelopeFormat.encode(new Envelope(NODE.id(), 12, 9, 3, new Check()));
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> EnvelopeFormat.decode(Arrays.copyOf(check, check.length + 1)))
			.withMessageContaining("left over");
		check[0] = 2;
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> EnvelopeFormat.decode(check))
			.withMessageContaining("version 2");
	}

	@Test
	void garbageNeverThrowsAnythingElse() {
		Random random = new Random(42);
		for (int i = 0; i < 100_000; i++) {
			byte[] garbage = new byte[random.nextInt(200) + 2];
			random.nextBytes(garbage);
			garbage[0] = 1;
			garbage[1] = (byte) (1 + random.nextInt(7));
			decodeOrRefuse(garbage);
		}
	}

	private static void decodeOrRefuse(byte[] garbage) {
		try {
			EnvelopeFormat.decode(garbage);
		}
		catch (MalformedMessageException ex) {
			assertThat(ex.getMessage()).isNotBlank();
		}
	}

	@Test
	void skipsWhatALaterVersionAppendsToABody() throws Exception {
		byte[] check = EnvelopeFormat.encode(new Envelope(NODE.id(), 12, 9, 3, new Check()));
		byte[] later = Arrays.copyOf(check, check.length + 3);
		later[check.length - 1] = 3;
		assertThat(EnvelopeFormat.decode(later)).isEqualTo(EnvelopeFormat.decode(check));
	}

}
