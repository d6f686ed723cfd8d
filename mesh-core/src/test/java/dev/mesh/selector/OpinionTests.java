package dev.mesh.selector;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What selectors say of candidates is what they do.
 */
class OpinionTests {

	private final Node caller = TestCandidate.node("caller", "r", "z", 1);

	@ParameterizedTest
	@EnumSource(mode = Mode.INCLUDE, names = { "LOCALITY", "LEAST_LOADED", "WEIGHTED", "STICKY" })
	void whoHasTheBestScoreIsPickedMost(BuiltInSelector kind) {
		List<TestCandidate> candidates = List.of(new TestCandidate(TestCandidate.node("light", "r", "z", 1)),
				new TestCandidate(TestCandidate.node("heavy", "r", "z", 5)),
				new TestCandidate(TestCandidate.node("middle", "r", "z", 2)));
		Service service = new Service(candidates);
		NodeSelector selector = kind.create();
		Map<String, Integer> counts = service.pick(selector, this.caller, 3000);
		Selection selection = service.prepare(selector, this.caller);
		String best = IntStream.range(0, 3)
			.boxed()
			.max(Comparator.comparingDouble((Integer index) -> score(selection.opinion(index, service))))
			.map((index) -> candidates.get(index).node().name())
			.orElseThrow();
		assertThat(counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey()).isEqualTo(best);
	}

	private static double score(@Nullable Opinion opinion) {
		assertThat(opinion).isNotNull();
		assertThat(opinion.why()).isNotBlank();
		return opinion.score();
	}

	@Test
	void aZoneThatGetsNothingIsSaidToBeFurtherAway() {
		List<TestCandidate> candidates = List.of(new TestCandidate(TestCandidate.node("near", "r", "z", 1)),
				new TestCandidate(TestCandidate.node("far", "other", "y", 1)));
		Service service = new Service(candidates).members(TestCandidate.node("idle", "other", "y", 1));
		Selection selection = service.prepare(new Locality(), this.caller);
		assertThat(selection.opinion(0, service)).satisfies((near) -> assertThat(near.why()).contains("100 %"));
		assertThat(selection.opinion(1, service)).satisfies((far) -> {
			assertThat(far.score()).isZero();
			assertThat(far.why()).contains("while nearer ones have room");
		});
	}

	@Test
	void theOrderOfAKeyIsThatInWhichItsCandidatesArePicked() {
		Service service = new Service(Service.candidates(5));
		service.key(7777777777L << 20);
		Selection selection = service.prepare(new ConsistentHash(), this.caller);
		for (int rank = 1; rank <= 5; rank++) {
			int picked = selection.select(service);
			assertThat(selection.opinion(picked, service)).isNotNull()
				.extracting(Opinion::why)
				.isEqualTo("number " + rank + " in the order of the key");
			service.closed.add(service.all.get(picked));
		}
	}

	@Test
	void asLongAsTheInstanceOnThisNodeIsOpenTheOthersWait() {
		Service service = new Service(Service.candidates(2));
		service.all.get(1).local = true;
		Selection selection = service.prepare(new Locality(), this.caller);
		assertThat(score(selection.opinion(1, service))).isEqualTo(1);
		assertThat(score(selection.opinion(0, service))).isZero();
		service.closed.add(service.all.get(1));
		assertThat(score(selection.opinion(0, service))).isPositive();
	}

}
