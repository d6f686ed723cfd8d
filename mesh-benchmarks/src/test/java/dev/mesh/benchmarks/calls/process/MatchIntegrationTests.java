package dev.mesh.benchmarks.calls.process;

import java.io.IOException;
import java.nio.file.Path;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MatchIntegrationTests {

	@TempDir
	private Path logs;

	@Test
	void theFloorIsMeasuredInTwoProcesses() throws Exception {
		try (Match match = Match.start(Contestants.named(Contestants.FLOOR), Jvm.current(), this.logs)) {
			for (Cell cell : Cell.parse("place/2t,place/16a,echo-1m/2t")) {
				match.warmUp(cell, 20);
				Measurement figures = match.sample(cell, 50).measurement();
				assertThat(figures.failures()).isZero();
				assertThat(figures.callsPerSecond()).isPositive();
				assertThat(figures.p50Micros()).isPositive().isLessThanOrEqualTo(figures.p999Micros());
				assertThat(figures.clientBytes()).isPositive();
				assertThat(figures.serverBytes()).isPositive();
				assertThat(figures.clientCpuMicros()).isPositive();
			}
		}
	}

	@Test
	void aChildThatCannotStartSaysWhereItsLogIs() {
		Contestant stranger = new Contestant() {

			@Override
			public String id() {
				return "nobody";
			}

			@Override
			public String title() {
				return "Nobody";
			}

			@Override
			public Stop serve(int port) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Connection connect(int port) {
				throw new UnsupportedOperationException();
			}

		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Match.start(stranger, Jvm.current(), this.logs))
			.withMessageContaining("nobody-server.log");
		assertThat(this.logs.resolve("nobody-server.log")).content().contains("There is no contestant 'nobody'");
	}

}
