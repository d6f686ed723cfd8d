package dev.mesh.placement.spec;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServiceSpecTextTests {

	private static final ServiceId PRICING = new ServiceId("pricing", "1");

	@Test
	void leavesOutDefaults() {
		assertThat(ServiceSpecText.write(ServiceSpec.of(PRICING, Replicas.ALL))).isEqualTo("{}");
		assertThat(ServiceSpecText.write(ServiceSpec.of(PRICING, Replicas.of(2)))).isEqualTo("{replicas: 2}");
	}

	@Test
	void writesAllKeysInOneOrder() {
		ServiceSpec spec = new ServiceSpec(PRICING, new Replicas(2, 5), Set.of("db", "a b"),
				List.of(new Bias("heavy", BiasKind.NEVER, 7), new Bias("cache", BiasKind.PREFER, 3),
						new Bias("ads", BiasKind.NEUTRAL)),
				NodeQuery.parse("disk=ssd"), 2, ServiceSpec.UNLIMITED, 3, Spread.NONE, -1);
		assertThat(ServiceSpecText.write(spec)).isEqualTo("{replicas: 2..5, tags: [\"a b\", db],"
				+ " biases: {cache: {prefer: 3}, heavy: never}, where: \"disk = ssd\", demand: 2,"
				+ " max-per-node: unlimited, max-per-zone: 3, spread: none, priority: \"-1\"}");
	}

	@Test
	void readsBlockStyleAndAnyCase() {
		ServiceSpec spec = ServiceSpecText.read(PRICING, """
				replicas: "3"
				biases:
				  db: PREFER
				  ads: {Avoid: 2}
				spread: None
				demand: 1e-1
				max-per-node: Unlimited
				priority: -3
				""");
		assertThat(spec.replicas()).isEqualTo(Replicas.of(3));
		assertThat(spec.biases()).containsExactly(new Bias("ads", BiasKind.AVOID, 2), new Bias("db", BiasKind.PREFER));
		assertThat(spec.spread()).isEqualTo(Spread.NONE);
		assertThat(spec.demand()).isEqualTo(0.1);
		assertThat(spec.maxPerNode()).isEqualTo(ServiceSpec.UNLIMITED);
		assertThat(spec.priority()).isEqualTo(-3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '%', quoteCharacter = '`',
			textBlock = """
					{replicas: many}             % 'replicas' is 'many': use 'all', a number from 1, or a range such as '2..5', up to 10000
					{replicas: 0}                % 'replicas' is '0': use 'all'
					{replicas: 5..2}             % 'replicas' is '5..2': use 'all'
					{replicas: 2147483647}       % 'replicas' is '2147483647': use 'all'
					{replicas: [2]}              % 'replicas' is a list: use 'all'
					{replicas: }                 % 'replicas' is empty: use 'all'
					{replica: 2}                 % 'replica' is not known: use replicas, tags, biases, where, demand, max-per-node, max-per-zone, spread, priority
					{maxPerNode: 2}              % 'maxPerNode' is not known: use
					{tags: db}                   % 'tags' is 'db': use a list of tags, as in [db, cache]
					{tags: [db, ' ']}            % 'tags[1]' is ' ': use a tag that is not blank
					{tags: [{a: b}]}             % 'tags[0]' is a mapping: use a word as a tag
					{biases: [db]}               % 'biases' is a list: use a mapping from tags to biases, as in {db: prefer}
					{biases: {db: like}}         % 'biases.db' is 'like': use always, prefer, neutral, avoid or never, or with a weight {prefer: 3}
					{biases: {db: {prefer: 0}}}  % 'biases.db.prefer' is '0': use a whole number from 1 to 100
					{biases: {db: {never: 3}}}   % 'biases.db.never' is not known: use prefer or avoid, which alone have weights
					{biases: {db: {}}}           % 'biases.db' is a mapping: use always
					{biases: {db: never, db: always}} % 'biases.db' is there twice: keep one of them
					{where: 'disk ='}            % 'where': 'disk =' is no node query: at position 7 it breaks off; write a value, as in disk = ssd
					{where: }                    % 'where' is empty: use a node query in quotes
					{demand: -1}                 % 'demand' is '-1': use a number from 0 in units of a node's capacity, as in 0.5
					{demand: NaN}                % 'demand' is 'NaN': use a number
					{demand: 1e999}              % 'demand' is '1e999': use a number
					{demand: 0x10}               % 'demand' is '0x10': use a number
					{max-per-node: 0}            % 'max-per-node' is '0': use a whole number from 1
					{max-per-zone: few}          % 'max-per-zone' is 'few': use a whole number from 1
					{spread: racks}              % 'spread' is 'racks': use zones or none
					{priority: 1.5}              % 'priority' is '1.5': use a whole number
					[a]                          % 'spec' is a list: use a mapping with any of replicas
					2                            % 'spec' is '2': use a mapping with any of replicas
					~                            % 'spec' is empty: use a mapping with any of replicas
					{a: {b: &x [*x]}}            % 'spec' cannot be read (Number of aliases
					""")
	void saysWhatIsWrongAndWhere(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceSpecText.read(PRICING, text))
			.withMessageStartingWith("the spec of 'pricing@1' is refused: " + message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "all", "\u0000" })
	void refusesWhatOlderOrLyingPeersSend(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceSpecText.read(PRICING, text));
	}

	@Test
	void isBoundedBothWays() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceSpecText.read(PRICING, " ".repeat(8001)));
		Set<String> tags = IntStream.range(0, 2000).mapToObj((i) -> "tag" + i).collect(Collectors.toSet());
		ServiceSpec spec = new ServiceSpec(PRICING, Replicas.ALL, tags, List.of(), NodeQuery.ANY, 0, 1, 1, Spread.NONE,
				0);
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceSpecText.write(spec))
			.withMessageStartingWith("the spec of 'pricing@1' has ");
	}

}
