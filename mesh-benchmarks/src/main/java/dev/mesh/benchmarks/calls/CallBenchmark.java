package dev.mesh.benchmarks.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import dev.mesh.benchmarks.calls.load.Sample;
import dev.mesh.benchmarks.calls.process.Jvm;
import dev.mesh.benchmarks.calls.process.Match;
import dev.mesh.benchmarks.calls.report.CallGoals;
import dev.mesh.benchmarks.calls.report.MarkdownTable;
import dev.mesh.benchmarks.calls.report.MarkedSection;
import dev.mesh.benchmarks.calls.report.Results;
import dev.mesh.benchmarks.calls.report.SvgChart;

/**
 * Runs the benchmark. In each round every contestant gets two fresh JVMs, one contestant
 * after the other; the order moves on by one from round to round. The floor takes part in
 * any case and takes turns with the other for each figure, so that what disturbs the
 * machine for a while disturbs both. What counts is the median of the rounds.
 */
public final class CallBenchmark {

	private final Options options;

	private final Results results = new Results();

	private final Set<String> remarks = new LinkedHashSet<>();

	private final MachineState before = MachineState.before();

	private CallBenchmark(Options options) {
		this.options = options;
	}

	/**
	 * Run; see {@link Options} for the arguments.
	 * @param args the arguments
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		CallBenchmark benchmark = new CallBenchmark(Options.of(args));
		benchmark.section().requireIn(benchmark.options.document());
		benchmark.rounds();
		benchmark.report();
	}

	private MarkedSection section() {
		return this.options.goals() ? MarkedSection.GOALS : MarkedSection.CALLS;
	}

	private void rounds() throws InterruptedException {
		for (int round = 0; round < this.options.pace().rounds(); round++) {
			try (Match floor = startFloor()) {
				rounds(round, floor);
			}
			catch (IOException | IllegalStateException ex) {
				leaveOut("The floor failed, and round %d ended there: %s".formatted(round + 1, ex.getMessage()));
			}
		}
	}

	/** Open for a whole round: it has no threads of its own that would disturb others. */
	private Match startFloor() throws IOException, InterruptedException {
		return Match.start(Contestants.named(Contestants.FLOOR), Jvm.current(), this.options.logs());
	}

	private void rounds(int round, Match floor) throws IOException, InterruptedException {
		warmUp(floor, this.options.cells());
		List<Contestant> order = new ArrayList<>(this.options.contestants());
		order.removeIf((contestant) -> contestant.id().equals(Contestants.FLOOR));
		Collections.rotate(order, -round);
		for (Contestant contestant : order) {
			Optional<Jvm> jvm = this.options.jvmFor(contestant);
			if (jvm.isPresent()) {
				tryRound(round, contestant, jvm.get(), floor);
			}
			else {
				leaveOut("%s was left out: it needs Java %d. Name one with --java25=HOME.".formatted(contestant.title(),
						contestant.javaRelease()));
			}
		}
	}

	/** The round of one that fails is missing, and said to be; the others go on. */
	private void tryRound(int round, Contestant contestant, Jvm jvm, Match floor) throws InterruptedException {
		try {
			round(round, contestant, jvm, floor);
		}
		catch (IOException | IllegalStateException ex) {
			leaveOut("%s did not end round %d: %s".formatted(contestant.title(), round + 1, ex.getMessage()));
		}
	}

	private void leaveOut(String remark) {
		System.err.println(remark);
		this.remarks.add(remark);
	}

	private void round(int round, Contestant contestant, Jvm jvm, Match floor)
			throws IOException, InterruptedException {
		Pace pace = this.options.pace();
		System.err.printf("round %d of %d: %s on %s%n", round + 1, pace.rounds(), contestant.title(), jvm);
		try (Match match = Match.start(contestant, jvm, this.options.logs())) {
			warmUp(match, this.options.cellsOf(contestant));
			for (Cell cell : this.options.measuredOf(contestant)) {
				floor.warmUp(cell, pace.leadMillis() / 2);
				match.warmUp(cell, pace.leadMillis());
				Turns turns = Turns.take(this.options.paceOf(cell), cell, match, floor);
				Measurement measurement = turns.contestant().measurement();
				Measurement beside = turns.floor().measurement();
				this.results.add(round, contestant.id(), cell, measurement, beside);
				System.err.printf("  %-32s %,11.0f calls/s (floor %,11.0f)  p50 %,9.0f µs  p99 %,9.0f µs%s%n",
						cell.title(), measurement.callsPerSecond(), beside.callsPerSecond(), measurement.p50Micros(),
						measurement.p99Micros(),
						(measurement.failures() > 0) ? "  FAILED: " + measurement.failures() : "");
			}
		}
	}

	/**
	 * One figure of a contestant and that of the floor, a bit of one and a bit of the
	 * other at a time: machines that are shared change their speed within seconds.
	 */
	private record Turns(Sample contestant, Sample floor) {

		static Turns take(Pace pace, Cell cell, Match match, Match floor) throws IOException, InterruptedException {
			Sample theirs = floor.sample(cell, pace.turnMillis());
			Sample own = match.sample(cell, pace.turnMillis());
			for (int turn = 1; turn < pace.turns(); turn++) {
				theirs = theirs.plus(floor.sample(cell, pace.turnMillis()));
				own = own.plus(match.sample(cell, pace.turnMillis()));
			}
			return new Turns(own, theirs);
		}

	}

	private void warmUp(Match match, List<Cell> cells) throws IOException, InterruptedException {
		for (int turn = 0; turn < Pace.WARM_UP_TURNS; turn++) {
			for (Cell cell : cells) {
				match.warmUp(cell, this.options.pace().warmUpMillis() / cells.size() / Pace.WARM_UP_TURNS);
			}
		}
	}

	private void report() throws IOException {
		String how = this.before.describe(MachineState.now(), this.options.pace()) + "\n\n"
				+ this.remarks.stream().map((remark) -> "- " + remark + "\n").collect(Collectors.joining()) + "\n";
		String goals = CallGoals.table(this.results);
		String tables = new MarkdownTable(this.results, this.options.contestants()).all();
		System.out.println(how + goals + "\n" + tables);
		Path document = this.options.document();
		if (document == null) {
			return;
		}
		if (this.options.goals()) {
			section().write(document, how + goals);
			return;
		}
		Path image = document.resolveSibling(document.getFileName().toString().replace(".md", "-calls.svg"));
		Files.writeString(image, new SvgChart(this.results, this.options.contestants()).draw(this.results.cells()));
		section().write(document, how + "![Calls per second](" + image.getFileName() + ")\n\n" + tables);
	}

}
