package dev.mesh.rpc.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import dev.mesh.rpc.local.InstanceGate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every shape of method behaves the same wherever the service is.
 */
class CallShapeTests {

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing");

	private final FixedPricing bean = new FixedPricing();

	private TestNode caller;

	private TestNode other;

	@BeforeEach
	void start() {
		this.caller = this.cluster.add("caller");
		this.other = this.cluster.add("other");
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private Pricing pricing(Place place) {
		return pricing(place, this.bean);
	}

	private Pricing pricing(Place place, Pricing hosted) {
		switch (place) {
			case LOCAL -> this.caller.host("pricing", hosted);
			case REMOTE -> this.other.host("pricing", hosted);
			case BY_COPY -> {
				TestNode copying = this.cluster.add("copying", (builder) -> builder.localCalls(LocalCalls.BY_COPY));
				copying.host("pricing", hosted);
				return copying.stub(Pricing.class);
			}
		}
		return this.caller.stub(Pricing.class);
	}

	@ParameterizedTest
	@EnumSource
	void primitivesAndOverloadsArrive(Place place) {
		Pricing pricing = pricing(place);
		assertThat(pricing.add(1, 2)).isEqualTo(3);
		assertThat(pricing.add(1L, 2L)).isEqualTo(4);
		assertThat(pricing.half(1.5, (byte) 1, (short) 2, 'a', 0.5f, true)).isEqualTo((1.5 + 1 + 2 + 'a' + 0.5) / 2);
	}

	@ParameterizedTest
	@EnumSource
	void inheritedGenericMethodsAndDefaultOnesAreCalled(Place place) {
		Pricing pricing = pricing(place);
		assertThat(pricing.echo("x")).isEqualTo("x");
		Echo<String> general = pricing;
		assertThat(general.echo("y")).isEqualTo("y");
		assertThat(pricing.greet("you")).isEqualTo("hello you");
		assertThat(this.bean.told).containsExactly("x", "y");
	}

	@ParameterizedTest
	@EnumSource
	void nullIsAnArgumentAndAResult(Place place) {
		assertThat(pricing(place).any(null)).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void checkedExceptionsPassAsTheyAre(Place place) {
		Pricing pricing = pricing(place);
		assertThatExceptionOfType(IOException.class).isThrownBy(pricing::checked).withMessage("disk full");
	}

	@ParameterizedTest
	@EnumSource
	void stagesCompleteWithTheResult(Place place) throws Exception {
		Pricing pricing = pricing(place);
		assertThat(pricing.later("soon").get()).isEqualTo("soon");
		assertThat(pricing.done().toCompletableFuture().get()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void whatAStageMethodThrowsFailsTheStage(Place place) {
		FixedPricing throwing = new FixedPricing() {
			@Override
			public CompletableFuture<String> later(String word) {
				throw new IllegalArgumentException(word);
			}
		};
		CompletableFuture<String> later = pricing(place, throwing).later("bad");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(later::get)
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	@ParameterizedTest
	@EnumSource
	void oneWayCallsReachTheService(Place place) {
		pricing(place).tell("news");
		Awaitility.await().untilAsserted(() -> assertThat(this.bean.told).containsExactly("news"));
	}

	@ParameterizedTest
	@EnumSource
	void argumentsAreSharedByDirectLocalCallsOnly(Place place) {
		List<String> words = new ArrayList<>(List.of("a"));
		assertThat(pricing(place).join(words, "b", "c")).containsExactly("a", "b", "c");
		assertThat(words).hasSize((place == Place.LOCAL) ? 3 : 1);
	}

	@ParameterizedTest
	@EnumSource
	void everyGateIsLeftAgain(Place place) throws Exception {
		Pricing pricing = pricing(place);
		pricing.add(1, 2);
		pricing.later("x").get();
		assertThatExceptionOfType(IOException.class).isThrownBy(pricing::checked);
		for (TestNode node : this.cluster.nodes()) {
			Awaitility.await()
				.until(() -> !(node.plane().instances().find("pricing") instanceof InstanceGate gate)
						|| gate.inFlight() == 0);
			Awaitility.await().until(() -> node.plane().dispatcher().inFlight() == 0);
		}
	}

	/**
	 * Where the service is.
	 */
	enum Place {

		LOCAL, REMOTE, BY_COPY

	}

}
