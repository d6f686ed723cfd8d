package dev.mesh.benchmarks.calls.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PerformancePageTests {

	private static final Path PAGE = Path.of("../docs/explanation/performance.md");

	@TempDir
	private Path folder;

	static MarkedSection[] sections() {
		return new MarkedSection[] { MarkedSection.GOALS, MarkedSection.CALLS, MarkedSection.PARTS, MarkedSection.START,
				MarkedSection.SIZE };
	}

	@ParameterizedTest
	@MethodSource("sections")
	void hasAPlaceForTheFiguresOfEachProgram(MarkedSection section) throws IOException {
		Path copy = Files.copy(PAGE, this.folder.resolve("page.md"));
		section.write(copy, "figures");
		assertThat(copy).content().contains(section.begin() + "\n\nfigures\n\n" + section.end());
	}

}
