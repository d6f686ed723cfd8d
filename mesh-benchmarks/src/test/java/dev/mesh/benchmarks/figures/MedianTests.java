package dev.mesh.benchmarks.figures;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MedianTests {

	@Test
	void isInTheMiddleWhateverTheOrder() {
		assertThat(Median.of(List.of(900, 1, 2), Integer::doubleValue)).isEqualTo(2);
	}

	@Test
	void isBetweenTheTwoInTheMiddle() {
		assertThat(Median.of(List.of(4, 1, 900, 2), Integer::doubleValue)).isEqualTo(3);
	}

	@Test
	void thereIsNoneOfNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.<Integer>of(), Integer::doubleValue));
	}

}
