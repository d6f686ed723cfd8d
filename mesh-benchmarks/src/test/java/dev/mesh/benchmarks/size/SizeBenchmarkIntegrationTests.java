package dev.mesh.benchmarks.size;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SizeBenchmarkIntegrationTests {

	@Test
	void eachSizeIsMeasured() throws Exception {
		SizeOptions least = new SizeOptions(List.of(2, 3), 3, Duration.ofMillis(500), null);
		SizeReport report = new SizeBenchmark(least).run();
		assertThat(report.remarks()).isEmpty();
		assertThat(report.figures()).extracting(SizeFigures::nodes).containsExactly(2, 3);
		assertThat(report.figures()).allSatisfy((size) -> {
			assertThat(size.viewMillis()).isPositive();
			assertThat(size.visibleMillis()).hasSize(3).allSatisfy((millis) -> assertThat(millis).isPositive());
			// Heartbeats alone are more than nothing within half a second.
			assertThat(size.bytesPerSecond()).isPositive();
		});
	}

}
