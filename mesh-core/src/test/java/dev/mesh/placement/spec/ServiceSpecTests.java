package dev.mesh.placement.spec;

import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServiceSpecTests {

	private static final ServiceId ADS = new ServiceId("ads", "1");

	@Test
	void isEqualHoweverItIsPut() {
		Bias one = new Bias("a", BiasKind.AVOID);
		Bias other = new Bias("b", BiasKind.NEVER, 9);
		ServiceSpec spec = spec(List.of(one, other), 0.0);
		assertThat(spec(List.of(new Bias("b", BiasKind.NEVER), new Bias("c", BiasKind.NEUTRAL), one), -0.0))
			.isEqualTo(spec);
	}

	@Test
	void bearsItsNameAndItsTags() {
		ServiceSpec spec = spec(List.of(), 0);
		assertThat(spec.bears("ads")).isTrue();
		assertThat(spec.bears("heavy")).isTrue();
		assertThat(spec.bears("db")).isFalse();
	}

	@Test
	void refusesTwoBiasesOnOneTag() {
		List<Bias> biases = List.of(new Bias("a", BiasKind.AVOID), new Bias("a", BiasKind.NEUTRAL));
		assertThatIllegalArgumentException().isThrownBy(() -> spec(biases, 0))
			.withMessageEndingWith("one bias for a tag");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, Double.NaN, Double.POSITIVE_INFINITY })
	void refusesImpossibleDemand(double demand) {
		assertThatIllegalArgumentException().isThrownBy(() -> spec(List.of(), demand))
			.withMessage("'ads@1' has demand " + demand + ": use 0 or more");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "3..2", "..", "1..", "..2", "1...2", "ALL", "10001", "2..2147483647",
			"2147483647", "99999999999", "1.5" })
	void refusesImpossibleReplicas(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Replicas.parse(text))
			.withMessage("replicas is '" + text + "': use " + Replicas.REMEDY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "1", "10000", "2..5" })
	void replicasComeBack(String text) {
		assertThat(Replicas.parse(text)).hasToString(text);
	}

	private static ServiceSpec spec(List<Bias> biases, double demand) {
		return new ServiceSpec(ADS, Replicas.of(1), Set.of("heavy"), biases, NodeQuery.ANY, demand, 1,
				ServiceSpec.UNLIMITED, Spread.ZONES, 0);
	}

}
