package dev.mesh.benchmarks.calls.report;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static dev.mesh.benchmarks.calls.report.ResultsTests.CELL;
import static dev.mesh.benchmarks.calls.report.ResultsTests.figures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ReportTests {

	private final List<Contestant> contestants = List.of(Contestants.named(Contestants.FLOOR),
			Contestants.named("mesh"), Contestants.named("mesh-tls"));

	private final Results results = new Results();

	ReportTests() {
		this.results.add(0, "mesh", CELL, figures(50_000, 7), figures(100_000, 0));
	}

	@Test
	void theTableHasRatiosToTheFloor() {
		String table = new MarkdownTable(this.results, this.contestants).all();
		assertThat(table.lines()).contains("### place(Order), 1 thread",
				"| bare Netty (the floor) | 100,000 | 1.00 | 0 | 10 | 1.00 | 20 | 30 | 4.0 + 5.0 | 1.00 | 600 + 700 |",
				"| Mesh (7 failed) | 50,000 | 0.50 | 0 | 20 | 2.00 | 20 | 30 | 4.0 + 5.0 | 1.00 | 600 + 700 |");
		assertThat(table).doesNotContain("TLS");
	}

	@Test
	void goalsAreThoseWhoseFiguresThereAre() {
		assertThat(CallGoals.table(new Results())).isEmpty();
		assertThat(CallGoals.table(this.results).lines()).hasSize(3)
			.endsWith("| place(Order), 1 thread: p50, to bare Netty (the floor) | ≤ 1.30 × | 2.00 × | **missed** |");
		Results large = new Results();
		large.add(0, "mesh", Cell.of("echo-100b/8t"), figures(50_000, 0), figures(50_000, 0));
		assertThat(CallGoals.table(large)).isEmpty();
		large.add(0, "mesh", Cell.of("echo-100b/8t+1m"), figures(50_000, 0), figures(50_000, 0));
		assertThat(CallGoals.table(large)).contains("beside calls of 1 MiB: p99", "1.00 ×", "| met |");
	}

	@Test
	void goalsSayHowFarTheRoundsLieApart() {
		this.results.add(1, "mesh", CELL, figures(80_000, 0), figures(100_000, 0));
		assertThat(CallGoals.table(this.results)).contains("≤ 1.30 × | 1.63 × (1.25 – 2.00) | **missed**");
	}

	@Test
	void whatGoalsCompareIsKnownBeforehand() {
		assertThat(CallGoals.contestants()).containsExactly("mesh", "grpc", "dubbo", "rsocket", "mesh-tls");
		assertThat(CallGoals.cells()).extracting(Cell::id)
			.contains("place/1t", "place/32t", "echo-100b/8t", "echo-100b/8t+1m")
			.doesNotContain("place/4096a");
		assertThat(CallGoals.need("mesh", Cell.of("echo-1m/8t"))).isTrue();
		assertThat(CallGoals.need("grpc", Cell.of("echo-1m/8t"))).isFalse();
		assertThat(CallGoals.need("mesh-tls", Cell.of("place/32t"))).isTrue();
	}

	@Test
	void theChartIsAnImageWithABarForEach() throws Exception {
		String chart = new SvgChart(this.results, this.contestants).draw(List.of(CELL));
		Document document = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(chart)));
		assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
		// the background and two bars
		assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
		assertThat(chart).contains("100,000", "50,000", "Mesh");
	}

	@Test
	void onlyWhatStandsBetweenTheMarksIsReplaced(@TempDir Path folder) throws Exception {
		Path document = folder.resolve("a.md");
		MarkedSection section = new MarkedSection("<!-- a -->", "<!-- b -->");
		Files.writeString(document, "before\n<!-- a -->old<!-- b -->\nafter");
		section.write(document, "new\n");
		assertThat(document).content().isEqualTo("before\n<!-- a -->\n\nnew\n\n<!-- b -->\nafter");
		section.write(document, "newer");
		assertThat(document).content().isEqualTo("before\n<!-- a -->\n\nnewer\n\n<!-- b -->\nafter");
	}

	@Test
	void aDocumentIsLookedAtBeforeAnHourOfMeasuring(@TempDir Path folder) throws Exception {
		Path absent = folder.resolve("absent.md");
		assertThatIllegalStateException().isThrownBy(() -> MarkedSection.CALLS.requireIn(absent))
			.withMessageContaining("absent.md");
		Path other = Files.writeString(folder.resolve("other.md"), "no marks");
		assertThatIllegalStateException().isThrownBy(() -> MarkedSection.CALLS.requireIn(other))
			.withMessageContaining("no place for the figures");
		MarkedSection.CALLS.requireIn(null);
		Path whole = Files.writeString(folder.resolve("a.md"), MarkedSection.CALLS.begin() + MarkedSection.CALLS.end());
		MarkedSection.CALLS.requireIn(whole);
	}

	@Test
	void aDocumentWithoutMarksIsLeftAlone(@TempDir Path folder) throws Exception {
		Path document = Files.writeString(folder.resolve("a.md"),
				"<!-- calls: end --> <!-- calls: begin, generated -->");
		assertThatIllegalStateException().isThrownBy(() -> MarkedSection.CALLS.write(document, "x"))
			.withMessageContaining("no place for the figures");
		assertThat(document).content().startsWith("<!-- calls: end -->");
	}

}
