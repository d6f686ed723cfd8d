package dev.mesh.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ClockCeilingTests {

	private static final Duration RESERVE = Duration.ofMillis(500);

	private final SteppedWall wall = new SteppedWall(10_000);

	@TempDir
	private Path folder;

	@Test
	void aRestartedClockStartsAboveEverythingDrawnBefore() throws IOException {
		Random random = new Random(5);
		long last = 0;
		for (int life = 0; life < 20; life++) {
			HybridLogicalClock clock = open();
			for (int i = 0; i < 30; i++) {
				long next = clock.now();
				assertThat(next).isGreaterThan(last);
				last = next;
				this.wall.set(this.wall.millis() + random.nextInt(200) - 60);
			}
		}
	}

	@Test
	void aRestartedClockIsAheadByNoMoreThanTheReserve() throws IOException {
		open().now();
		assertThat(open().skew()).isEqualTo(RESERVE);
	}

	@Test
	void aStampAcceptedFromElsewhereIsKeptToo() throws IOException {
		open().observe(10_400L << 16);
		assertThat(open().now()).isGreaterThan(10_400L << 16);
	}

	@Test
	void writesTheFileRarely() throws IOException {
		HybridLogicalClock clock = open();
		clock.now();
		String first = Files.readString(file());
		for (int i = 0; i < 1_000; i++) {
			clock.now();
		}
		this.wall.set(10_200);
		clock.now();
		assertThat(file()).hasContent(first);
		this.wall.set(10_300);
		clock.now();
		assertThat(Files.readString(file())).isNotEqualTo(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "mesh-clock-ceiling 1 0000000000000001 00000000\n",
			"mesh-clock-ceiling 2 0000000000000001 00000000\n", "garbage" })
	void aCorruptFileIsAnErrorThatNamesIt(String content) throws IOException {
		Files.writeString(file(), content);
		assertThatIOException().isThrownBy(() -> ClockCeiling.open(file(), RESERVE))
			.withMessageContaining(file().toString())
			.withMessageContaining("is corrupt")
			.withMessageContaining("Restore it");
	}

	@Test
	void aTornFileIsAnError() throws IOException {
		open().now();
		String whole = Files.readString(file());
		for (int length = 0; length < whole.length(); length++) {
			Files.writeString(file(), whole.substring(0, length));
			assertThatIOException().isThrownBy(() -> ClockCeiling.open(file(), RESERVE));
		}
	}

	@Test
	void drawsNothingThatItCannotKeep() throws IOException {
		HybridLogicalClock clock = open();
		long last = clock.now();
		Files.delete(file());
		Files.delete(this.folder);
		this.wall.set(20_000);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(clock::now)
			.withMessageContaining(file().toString());
		assertThat(clock.last()).isEqualTo(last);
		Files.createDirectory(this.folder);
		assertThat(clock.now()).isEqualTo(20_000L << 16);
	}

	private HybridLogicalClock open() throws IOException {
		return new HybridLogicalClock(1, this.wall, RESERVE, ClockCeiling.open(file(), RESERVE));
	}

	private Path file() {
		return this.folder.resolve("clock");
	}

}
