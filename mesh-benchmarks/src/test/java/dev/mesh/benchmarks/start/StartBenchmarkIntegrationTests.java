package dev.mesh.benchmarks.start;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class StartBenchmarkIntegrationTests {

	@TempDir
	private Path logs;

	@Test
	void anApplicationIsMeasuredWithTheStarterAndWithoutAndACluster() throws Exception {
		StartOptions least = new StartOptions(1, Duration.ofMillis(10), Duration.ofMillis(100), null, this.logs);
		StartReport report = new StartBenchmark(least).run();
		assertThat(report.without()).singleElement().satisfies((start) -> assertThat(start.millis()).isPositive());
		// What only the starter brings shows that the two were told apart.
		assertThat(report.with()).singleElement()
			.satisfies((start) -> assertThat(start.rest().threads())
				.isGreaterThan(report.without().get(0).rest().threads()));
		assertThat(report.idle()).hasSize(3).allSatisfy((part) -> assertThat(part).isNotNegative());
		assertThat(report.markdown()).contains("node by node");
	}

}
