package dev.mesh.route;

import dev.mesh.directory.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RoutePolicyTests {

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{weights: {2: 10, 1: 90}}", "{weights: {1: 100}, pin: true}",
			"{weights: {1: 100}, measure: true}", "{weights: {1.1: 50, 1.0: 50}, split: key}",
			"{split: \"header:user\"}", "{matches: [{header: tester, value: yes, version: 2}]}",
			"{weights: {1: 100}, mirror: {version: 2, share: 10, verify: true, ignore: [servedBy, \"lines[*].id\"]}}" })
	void theCanonicalTextReadsAsItIsWritten(String text) {
		RoutePolicy policy = RoutePolicy.parse(text);
		assertThat(policy).hasToString(text);
		assertThat(RoutePolicy.parse(policy.toString())).isEqualTo(policy);
	}

	@Test
	void versionsMayBeWrittenWithOrWithoutTheirPrefix() {
		assertThat(RoutePolicy.parse("{weights: {v1: 90, v2: 10}, mirror: v2}"))
			.hasToString("{weights: {2: 10, 1: 90}, mirror: {version: 2, share: 100, verify: false}}");
	}

	@Test
	void maskedFieldsAskForVerification() {
		assertThat(RoutePolicy.parse("{mirror: {version: 2, ignore: [a]}}").mirror()).isNotNull()
			.satisfies((mirror) -> assertThat(mirror.verify()).isTrue());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{weights: {1: 90, 2: 20}} | add up to 110", "{weights: {1: -1}} | 'weights.1' is '-1'",
					"{weights: {1: 50, v1: 50}} | has two weights", "{weight: {1: 100}} | 'weight' is not known",
					"{split: coin} | 'split' is 'coin'", "{pin: maybe} | use true or false",
					"{mirror: {share: 10}} | a version, or a mapping with it",
					"{mirror: {version: 2, share: 0}} | a whole number from 1 to 100",
					"{mirror: {version: 2, ignore: ['a..b']}} | the path of a field",
					"{matches: [{value: x}]} | a mapping with header and version", "[] | a mapping with any of" })
	void whatIsNotUnderstoodIsNamed(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> RoutePolicy.parse(text)).withMessageContaining(message);
	}

	@ParameterizedTest
	@CsvSource({ "2, 1", "10, 9", "1.1, 1", "1.10, 1.9", "1.0, 1.0-rc1", "1.0-rc2, 1.0-rc1", "2, beta", "1, 01" })
	void knowsTheNewerVersion(String newer, String older) {
		assertThat(Versions.NEWEST_FIRST.compare(newer, older)).isNegative();
		assertThat(Versions.NEWEST_FIRST.compare(older, newer)).isPositive();
	}

	@Test
	void onlyOneWayToGoNeedsNoLook() {
		assertThat(RoutePolicy.NEWEST.isSteady()).isTrue();
		assertThat(RoutePolicy.parse("{weights: {1: 100, 2: 0}}").isSteady()).isTrue();
		assertThat(RoutePolicy.parse("{weights: {1: 99, 2: 1}}").isSteady()).isFalse();
		assertThat(RoutePolicy.parse("{mirror: 2}").isSteady()).isFalse();
		assertThat(RoutePolicy.parse("{weights: {1: 100}, measure: true}").isSteady()).isFalse();
	}

}
