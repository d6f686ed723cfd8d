package dev.mesh.benchmarks.size;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SizeOptionsTests {

	@Test
	void withoutAnyItGoesUpToAHundred() {
		assertThat(SizeOptions.of().sizes()).containsExactly(3, 10, 30, 100);
		assertThat(SizeOptions.of().document()).isNull();
	}

	@Test
	void optionsGoTogetherInAnyOrder() {
		SizeOptions options = SizeOptions.of("--nodes=2,5", "--quick", "--document=d.md");
		assertThat(options.sizes()).containsExactly(2, 5);
		assertThat(options.changes()).isEqualTo(SizeOptions.of("--quick").changes());
		assertThat(options.document()).isEqualTo(Path.of("d.md"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--quik", "--node=3", "--nodes", "--nodes=many" })
	void whatIsUnknownIsRefused(String option) {
		assertThatIllegalArgumentException().isThrownBy(() -> SizeOptions.of(option));
	}

}
