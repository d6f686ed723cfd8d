package dev.mesh.benchmarks.figures;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GoalTests {

	@Test
	void isMetUpToItsBound() {
		assertThat(Goal.atMost("a", 5, 5, "%.0f ns").met()).isTrue();
		assertThat(Goal.atMost("a", 5, 5.1, "%.0f ns").met()).isFalse();
		assertThat(Goal.atLeast("a", 5, 5, "%.0f ns").met()).isTrue();
		assertThat(Goal.atLeast("a", 5, 4.9, "%.0f ns").met()).isFalse();
	}

	@Test
	void whatWasNotMeasuredMeetsNothing() {
		assertThat(Goal.atMost("a", 5, Double.NaN, "%.0f ns").met()).isFalse();
		assertThat(Goal.atLeast("a", 5, Double.NaN, "%.0f ns").met()).isFalse();
	}

	@Test
	void theTableSaysWhatWasMissed() {
		String table = Goal
			.table(List.of(Goal.atMost("speed", 5, 4, "%.1f ns"), Goal.atLeast("share", 90, 80, "%.0f %%")));
		assertThat(table.lines()).contains("| speed | ≤ 5.0 ns | 4.0 ns | met |",
				"| share | ≥ 90 % | 80 % | **missed** |");
	}

}
