package dev.mesh.benchmarks.start;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StartOptionsTests {

	@Test
	void withoutAnyAClusterIsLookedAtForHalfAMinute() {
		StartOptions options = StartOptions.of();
		assertThat(options.rounds()).isGreaterThanOrEqualTo(5);
		assertThat(options.idle()).isEqualTo(Duration.ofSeconds(30));
		assertThat(options.document()).isNull();
	}

	@Test
	void optionsGoTogetherInAnyOrder() {
		StartOptions options = StartOptions.of("--rounds=3", "--document=d.md", "--quick", "--logs=l");
		assertThat(options.rounds()).isEqualTo(3);
		assertThat(options.idle()).isEqualTo(Duration.ofSeconds(5));
		assertThat(options.document()).isEqualTo(Path.of("d.md"));
		assertThat(options.logs()).isEqualTo(Path.of("l"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--quik", "--round=3", "--rounds", "--rounds=many" })
	void whatIsUnknownIsRefused(String option) {
		assertThatIllegalArgumentException().isThrownBy(() -> StartOptions.of(option));
	}

}
