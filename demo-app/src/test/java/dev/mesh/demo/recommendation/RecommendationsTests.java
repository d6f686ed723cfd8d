package dev.mesh.demo.recommendation;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

abstract class RecommendationsTests {

	@Autowired
	Recommendations recommendations;

	@Test
	void suggestsWhatResemblesTheProductAndNeverTheProductItself() {
		assertThat(this.recommendations.suggest(List.of("bobble-hat"), 3).skus()).hasSize(3)
			.contains("tartan-scarf")
			.doesNotContain("bobble-hat");
	}

	@Test
	void learnsWhatIsViewedTogether() {
		for (int i = 0; i < 200; i++) {
			this.recommendations.viewed("viewer-" + i, "scissors");
			this.recommendations.viewed("viewer-" + i, "hammock");
		}
		assertThat(this.recommendations.suggest(List.of("scissors"), 1).skus()).containsExactly("hammock");
		assertThat(this.recommendations.suggest(List.of("hammock"), 1).skus()).containsExactly("scissors");
	}

}
