package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MinimizerTests {

	@Test
	void keepsAConflictAndNothingThatCanBeSpared() {
		for (int seed = 0; seed < 500; seed++) {
			Random random = new Random(seed);
			List<Integer> things = IntStream.range(0, 1 + random.nextInt(90)).boxed().toList();
			List<Set<Integer>> conflicts = conflicts(random, things);
			List<Integer> kept = new Minimizer<Integer>((some) -> holds(conflicts, some)).minimize(things);
			assertThat(holds(conflicts, kept)).as("conflict of %s", seed).isTrue();
			for (Integer each : kept) {
				List<Integer> fewer = new ArrayList<>(kept);
				fewer.remove(each);
				assertThat(holds(conflicts, fewer)).as("%s without %s", seed, each).isFalse();
			}
		}
	}

	@Test
	void looksOnlyAFewTimesForASmallConflictAmongMany() {
		List<Integer> things = IntStream.range(0, 1_000).boxed().toList();
		int[] looks = { 0 };
		List<Integer> kept = new Minimizer<Integer>((some) -> {
			looks[0]++;
			return some.contains(77) && some.contains(901);
		}).minimize(things);
		assertThat(kept).containsExactly(77, 901);
		assertThat(looks[0]).isLessThan(60);
	}

	@Test
	void keepsMoreWhereNothingIsKnown() {
		assertThat(new Minimizer<Integer>((some) -> false).minimize(List.of(1, 2, 3))).containsExactly(1, 2, 3);
		assertThat(new Minimizer<Integer>((some) -> true).minimize(List.of(1, 2, 3))).isEmpty();
	}

	private static List<Set<Integer>> conflicts(Random random, List<Integer> things) {
		List<Set<Integer>> conflicts = new ArrayList<>();
		for (int i = 1 + random.nextInt(4); i > 0; i--) {
			Set<Integer> conflict = new HashSet<>();
			for (int size = 1 + random.nextInt(8); size > 0; size--) {
				conflict.add(things.get(random.nextInt(things.size())));
			}
			conflicts.add(conflict);
		}
		return conflicts;
	}

	private static boolean holds(List<Set<Integer>> conflicts, List<Integer> some) {
		Set<Integer> set = new HashSet<>(some);
		return conflicts.stream().anyMatch(set::containsAll);
	}

}
