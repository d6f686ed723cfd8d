package dev.mesh.placement.spec;

import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.placement.document.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written is read back, whatever it is.
 */
class SpecRoundTripTests {

	private static final int CASES = 3000;

	@Test
	void queriesKeepTheirMeaningAndTheirText() {
		RandomSpecs random = new RandomSpecs(11);
		Node node = Nodes.node("db", "it's", Map.of("disk", "cache", "", "~", "in", "a b"), Set.of("null", "x\ny"));
		for (int i = 0; i < CASES; i++) {
			String text = random.expression(5);
			NodeQuery query = NodeQuery.parse(text);
			NodeQuery again = NodeQuery.parse(query.toString());
			assertThat(again).as(text).isEqualTo(query).hasToString(query.toString());
			assertThat(again.matches(node)).as(text).isEqualTo(query.matches(node));
			assertThat(NodeQuery.parse("!(" + text + ")").matches(node)).as(text).isNotEqualTo(query.matches(node));
		}
	}

	@Test
	void queriesAreEqualIfTheirTextsAre() {
		RandomSpecs random = new RandomSpecs(12);
		for (int i = 0; i < CASES; i++) {
			NodeQuery one = NodeQuery.parse(random.expression(1));
			NodeQuery other = NodeQuery.parse(random.expression(1));
			assertThat(one.equals(other)).isEqualTo(one.toString().equals(other.toString()));
		}
	}

	@Test
	void specsComeBackEqual() {
		RandomSpecs random = new RandomSpecs(13);
		for (int i = 0; i < CASES; i++) {
			ServiceSpec spec = random.spec();
			String text = ServiceSpecText.write(spec);
			assertThat(ServiceSpecText.read(spec.service(), text)).as(text).isEqualTo(spec);
			assertThat(text).doesNotContain("\n");
		}
	}

	@Test
	void overridesComeBackEqual() {
		RandomSpecs random = new RandomSpecs(14);
		for (int i = 0; i < CASES; i++) {
			SpecOverride stated = random.override();
			String text = stated.toString();
			SpecOverride again = SpecOverride.read(Document.parse("it", text, ServiceSpecText.MAX_LENGTH));
			assertThat(again).as(text).isEqualTo(stated).hasToString(text);
		}
	}

	@Test
	void whatIsStatedHoldsAndTheRestStays() {
		RandomSpecs random = new RandomSpecs(15);
		for (int i = 0; i < CASES; i++) {
			ServiceSpec spec = random.spec();
			SpecOverride stated = random.override();
			ServiceSpec result = stated.applyTo(spec);
			assertThat(stated.applyTo(result)).isEqualTo(result);
			assertThat(SpecOverride.NONE.applyTo(spec)).isEqualTo(spec);
			assertThat(result.replicas()).isEqualTo(stated.replicas() != null ? stated.replicas() : spec.replicas());
			assertThat(result.tags()).isEqualTo(stated.tags() != null ? stated.tags() : spec.tags());
			assertThat(result.priority()).isEqualTo(stated.priority() != null ? stated.priority() : spec.priority());
		}
	}

}
