package dev.mesh.benchmarks.start;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RestTests {

	@Test
	void residentMemoryIsFoundAmongTheRest() {
		assertThat(Rest.residentKib(List.of("Name:\tjava", "VmHWM:\t  99999 kB", "VmRSS:\t  51234 kB", "Threads:\t31")))
			.isEqualTo(51_234);
		assertThatIllegalArgumentException().isThrownBy(() -> Rest.residentKib(List.of("Name:\tjava")));
	}

	@Test
	void comesBackFromText() {
		Rest rest = new Rest(51_234, 31);
		assertThat(Rest.parse(rest.text())).isEqualTo(rest);
	}

}
