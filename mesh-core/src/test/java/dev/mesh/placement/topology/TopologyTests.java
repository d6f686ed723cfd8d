package dev.mesh.placement.topology;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.placement.spec.RandomSpecs;
import dev.mesh.placement.spec.SpecOverride;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TopologyTests {

	private static final ServiceSpec PRICING = ServiceSpecText.read(new ServiceId("pricing", "2"),
			"{replicas: 2, tags: [money], biases: {db: prefer, ads: never}, max-per-zone: 1}");

	@Test
	void readsYamlAndJsonAlike() {
		Topology yaml = Topology.parse("""
				# the shop
				services:
				  pricing:
				    replicas: 2..5
				    biases: {db: prefer}
				  carts@2: {priority: 3}
				""");
		Topology json = Topology.parse("""
				{"services": {"carts@2": {"priority": 3},
				\t"pricing": {"replicas": "2..5", "biases": {"db": "PREFER"}}}}
				""");
		assertThat(yaml).isEqualTo(json)
			.hasToString("{services: {carts@2: {priority: 3}, pricing: {replicas: 2..5, biases: {db: prefer}}}}");
	}

	@Test
	void overridesFieldByField() {
		ServiceSpec result = Topology
			.parse("services: {pricing: {replicas: 4, tags: [], biases: {ads: neutral, cache: always}}}")
			.applyTo(PRICING);
		assertThat(result.replicas()).isEqualTo(Replicas.of(4));
		assertThat(result.tags()).isEmpty();
		assertThat(result.biases()).containsExactly(new Bias("cache", BiasKind.ALWAYS),
				new Bias("db", BiasKind.PREFER));
		assertThat(result.maxPerZone()).isOne();
	}

	@Test
	void whatIsStatedOfAVersionGoesFirst() {
		Topology topology = Topology.parse("""
				services:
				  pricing@2: {replicas: 9}
				  pricing: {replicas: 3, priority: 5}
				  pricing@1: {replicas: 7}
				""");
		ServiceSpec result = topology.applyTo(PRICING);
		assertThat(result.replicas()).isEqualTo(Replicas.of(9));
		assertThat(result.priority()).isEqualTo(5);
	}

	@Test
	void leavesOthersAlone() {
		assertThat(Topology.parse("services: {carts: {replicas: 9}}").applyTo(PRICING)).isEqualTo(PRICING);
		assertThat(Topology.NONE.applyTo(PRICING)).isEqualTo(PRICING);
		assertThat(Topology.parse(Topology.NONE.toString())).isEqualTo(Topology.NONE);
	}

	@Test
	void statesRoutesBesideServices() {
		Topology topology = Topology.parse("{services: {}, routes: {pricing: {weights: {v1: 90, v2: 10}}}}");
		assertThat(topology.routes()).containsOnlyKeys("pricing");
		assertThat(topology).hasToString("{services: {}, routes: {pricing: {weights: {2: 10, 1: 90}}}}");
		assertThat(Topology.parse(topology.toString())).isEqualTo(topology);
		assertThat(topology.unmatched(List.of())).containsExactly("pricing");
	}

	@Test
	void namesWhatIsStatedInVain() {
		Topology topology = Topology.parse("services: {pricing: {}, pricing@1: {}, pricing@2: {}, pricnig: {}}");
		assertThat(topology.unmatched(List.of(PRICING.service()))).containsExactly("pricing@1", "pricnig");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			services: {pricing: {replicas: many}} ; 'services.pricing.replicas' is 'many': use 'all', a number
			services: {pricing: 2}                ; 'services.pricing' is '2': use a mapping with any of replicas
			services: {pricing: }                 ; 'services.pricing' is empty: use a mapping
			services: {a: {}, a: {}}              ; 'services.a' is there twice: keep one of them
			services: {'': {}}                    ; 'services.' is not known: use the name of a service
			services: [pricing]                   ; 'services' is a list: use a mapping from services
			services:                             ; 'services' is empty: use a mapping from services
			rules: {pricing: {}}                  ; 'rules' is not known: use the keys services and routes
			{services: {}, weights: {}}           ; 'weights' is not known: use the keys services and routes
			routes: {pricing: {}}                 ; 'topology' is a mapping: use the key services
			{services: {}, routes: {a: {pin: 1}}} ; 'routes.a.pin' is '1': use true or false
			{services: {}, routes: {'': {}}}      ; 'routes.' is not known: use the name of a service
			{}                                    ; 'topology' is a mapping: use the key services
			pricing                               ; 'topology' is 'pricing': use a mapping, as in {services
			# nothing                             ; 'topology' is empty: use a mapping
			services: {a: {where: 'x ='}}         ; 'services.a.where': 'x =' is no node query: at position 4
			""")
	void saysWhatIsWrongAndWhere(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> Topology.parse(text)).withMessageStartingWith(message);
	}

	@Test
	void refusesTooMuch() {
		assertThatIllegalArgumentException().isThrownBy(() -> Topology.parse("#".repeat(10_000_000)))
			.withMessageStartingWith("'topology' has 10000000 characters: use at most 262144");
		String nearly = "services: {a: {tags: ['" + "\u2022".repeat(50_000) + "']}}";
		assertThatIllegalArgumentException().isThrownBy(() -> Topology.parse(nearly))
			.withMessageContaining("characters when written on one line");
	}

	@Test
	void survivesTheLargestHostileTexts() {
		for (String each : List.of("services: {", "services:\n ", "{services: {a: {biases: {b: {", "services: {a: [")) {
			String text = each.repeat(Topology.MAX_LENGTH / each.length());
			assertThatIllegalArgumentException().isThrownBy(() -> Topology.parse(text));
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Topology.parse("services: {" + "a: {},".repeat(40_000) + "}"))
			.withMessageContaining("'services.a' is there twice");
	}

	@Test
	void comesBackEqual() {
		RandomSpecs specs = new RandomSpecs(21);
		SplittableRandom random = new SplittableRandom(22);
		for (int i = 0; i < 3000; i++) {
			TreeMap<String, SpecOverride> services = new TreeMap<>();
			for (int j = random.nextInt(5); j > 0; j--) {
				services.put(List.of("a", "a@1", "b c", "null", "x:y").get(random.nextInt(5)), specs.override());
			}
			Topology topology = new Topology(services, new TreeMap<>());
			assertThat(Topology.parse(topology.toString())).isEqualTo(topology);
		}
	}

}
