package dev.mesh.benchmarks.calls.process;

import dev.mesh.benchmarks.calls.load.Taken;
import dev.mesh.benchmarks.calls.load.Usage;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TakenTextTests {

	@Test
	void everyFigureIsReadBack() {
		Histogram latencies = new ConcurrentHistogram(3);
		latencies.recordValue(17);
		latencies.recordValue(60_000_000_000L);
		Taken read = TakenText.read(TakenText.write(new Taken(1, latencies, 2, new Usage(3, 4))));
		assertThat(read.nanos()).isEqualTo(1);
		assertThat(read.failures()).isEqualTo(2);
		assertThat(read.used()).isEqualTo(new Usage(3, 4));
		assertThat(read.latencies().getTotalCount()).isEqualTo(2);
		assertThat(read.latencies().getMinValue()).isEqualTo(17);
		assertThat(read.latencies().getMaxValue()).isEqualTo(latencies.getMaxValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1 2 3 4", "1 2 3 4 ###", "a b c d AAAA" })
	void anythingElseIsRefused(String text) {
		assertThatIllegalStateException().isThrownBy(() -> TakenText.read(text))
			.withMessageContaining("'" + text + "'");
	}

}
