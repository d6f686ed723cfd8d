package dev.mesh.benchmarks.calls.load;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CellTests {

	@Test
	void idsAreReadBack() {
		assertThat(Cell.full()).hasSize(18)
			.doesNotHaveDuplicates()
			.allSatisfy((cell) -> assertThat(Cell.parse(cell.id())).containsExactly(cell));
		assertThat(Cell.full()).containsAll(Cell.quick());
	}

	@Test
	void titlesSayWhatIsMeasured() {
		assertThat(Cell.parse("place/1t,echo-10k/8t,echo-100b/8t+1m,echo-100b/4096a")).extracting(Cell::title)
			.containsExactly("place(Order), 1 thread", "echo 10 KiB, 8 threads",
					"echo 100 B, 8 threads beside calls of 1 MiB", "echo 100 B, 4,096 in flight");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "place", "place/8", "place/t", "call/8t", "place/8t/9t", "place/8a+1m" })
	void whatIsNoCellIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cell.of(id)).withMessageContaining("'" + id + "'");
	}

}
