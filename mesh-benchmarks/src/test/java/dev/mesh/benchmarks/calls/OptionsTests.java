package dev.mesh.benchmarks.calls;

import java.nio.file.Path;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.process.Jvm;
import dev.mesh.benchmarks.calls.report.CallGoals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void withoutAnyEverythingIsMeasured() {
		Options options = Options.of();
		assertThat(options.pace()).isEqualTo(Pace.FULL);
		assertThat(options.cells()).isEqualTo(Cell.full());
		assertThat(options.contestants()).extracting(Contestant::id)
			.startsWith(Contestants.FLOOR, "mesh", "mesh-workers", "mesh-virtual", "mesh-tls");
		assertThat(options.document()).isNull();
	}

	@Test
	void optionsGoTogetherInAnyOrder() {
		Options options = Options.of("--rounds=9", "--contestants=mesh,netty", "--quick", "--cells=place/8t",
				"--document=d.md", "--logs=l");
		assertThat(options.pace()).isEqualTo(Pace.QUICK.withRounds(9));
		assertThat(options.contestants()).extracting(Contestant::id).containsExactly("mesh", "netty");
		assertThat(options.cells()).isEqualTo(Cell.parse("place/8t"));
		assertThat(options.document()).isEqualTo(Path.of("d.md"));
		assertThat(options.logs()).isEqualTo(Path.of("l"));
	}

	@Test
	void ofTheGoalsNoMoreIsMeasuredThanTheyCompare() {
		Options options = Options.of("--goals");
		assertThat(options.pace()).isEqualTo(Pace.GOALS);
		assertThat(options.cells()).isEqualTo(CallGoals.cells());
		assertThat(options.contestants()).extracting(Contestant::id).startsWith(Contestants.FLOOR, "mesh", "mesh-tls");
		Contestant tls = Contestants.named("mesh-tls");
		assertThat(options.measuredOf(tls)).isEqualTo(Cell.parse("place/32t"));
		assertThat(options.cellsOf(tls)).isEqualTo(CallGoals.cells());
		assertThat(Options.of("--cells=place/8t").measuredOf(tls)).isEqualTo(Cell.parse("place/8t"));
		Cell tail = Cell.of("place/8t");
		assertThat(options.paceOf(tail).turns()).isEqualTo(4 * Pace.GOALS.turns());
		assertThat(options.paceOf(Cell.of("place/32t"))).isEqualTo(Pace.GOALS);
		assertThat(Options.of().paceOf(tail)).isEqualTo(Pace.FULL);
		Options quick = Options.of("--quick", "--goals");
		assertThat(quick.pace()).isEqualTo(Pace.QUICK);
		assertThat(quick.cells()).isEqualTo(CallGoals.cells());
	}

	@Test
	void theFloorTakesPartInAnyCase() {
		assertThat(Options.of("--contestants=mesh").contestants()).extracting(Contestant::id)
			.containsExactly(Contestants.FLOOR, "mesh");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--quik", "--round=3", "--contestants=nobody", "--contestants=netty", "--cells=place",
			"--rounds=many" })
	void whatIsUnknownIsRefused(String option) {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of(option));
	}

	@Test
	void whatNeedsALaterJavaIsLeftOutWithoutOne() {
		Contestant later = Contestants.named("mesh-virtual");
		if (Runtime.version().feature() >= later.javaRelease()) {
			assertThat(Options.of().jvmFor(later)).contains(Jvm.current());
		}
		else {
			assertThat(Options.of().jvmFor(later)).isEmpty();
			assertThat(Options.of("--java25=/opt/25").jvmFor(later)).contains(new Jvm(Path.of("/opt/25"), 25));
		}
		assertThat(Options.of("--java25=/opt/25").jvmFor(Contestants.named("mesh"))).contains(Jvm.current());
	}

}
