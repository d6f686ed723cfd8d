package dev.mesh.benchmarks.calls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.process.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: {@code --quick}, {@code --contestants=a,b}, {@code --cells=a,b},
 * {@code --rounds=N}, {@code --document=FILE}, {@code --logs=FOLDER},
 * {@code --java25=HOME}.
 *
 * @param pace how long everything takes
 * @param contestants who takes part
 * @param cells what is measured
 * @param document where the figures go, or {@code null} for standard output alone
 * @param logs where the logs of the children go
 * @param java25 what runs those that need it, or {@code null} for none
 */
record Options(Pace pace, List<Contestant> contestants, List<Cell> cells, @Nullable Path document, Path logs,
		@Nullable Path java25) {

	private static final int JAVA_25 = 25;

	static Options of(String... args) {
		Options options = Arrays.asList(args).contains("--quick")
				? new Options(Pace.QUICK, Contestants.all(), Cell.quick(), null, Path.of("target/calls"), null)
				: new Options(Pace.FULL, Contestants.all(), Cell.full(), null, Path.of("target/calls"), null);
		for (String arg : args) {
			String[] parts = arg.split("=", 2);
			options = (parts.length == 2) ? options.with(parts[0], parts[1]) : options.withFlag(arg);
		}
		return options;
	}

	private Options withFlag(String flag) {
		if (!flag.equals("--quick")) {
			throw unknown(flag);
		}
		return this;
	}

	private Options with(String name, String value) {
		return switch (name) {
			case "--contestants" ->
				new Options(this.pace, contestants(value), this.cells, this.document, this.logs, this.java25);
			case "--cells" ->
				new Options(this.pace, this.contestants, Cell.parse(value), this.document, this.logs, this.java25);
			case "--rounds" -> new Options(this.pace.withRounds(Integer.parseInt(value)), this.contestants, this.cells,
					this.document, this.logs, this.java25);
			case "--document" ->
				new Options(this.pace, this.contestants, this.cells, Path.of(value), this.logs, this.java25);
			case "--logs" ->
				new Options(this.pace, this.contestants, this.cells, this.document, Path.of(value), this.java25);
			case "--java25" ->
				new Options(this.pace, this.contestants, this.cells, this.document, this.logs, Path.of(value));
			default -> throw unknown(name);
		};
	}

	private static List<Contestant> contestants(String ids) {
		List<Contestant> named = Arrays.stream(ids.split(",")).map(Contestants::named).toList();
		if (named.stream().allMatch((contestant) -> contestant.id().equals(Contestants.FLOOR))) {
			throw new IllegalArgumentException("'--contestants=" + ids + "' compares '" + Contestants.FLOOR
					+ "' with itself: name another one. It takes part in any case.");
		}
		return withFloor(named);
	}

	private static List<Contestant> withFloor(List<Contestant> named) {
		Contestant floor = Contestants.named(Contestants.FLOOR);
		return named.stream().map(Contestant::id).anyMatch(Contestants.FLOOR::equals) ? named
				: Stream.concat(Stream.of(floor), named.stream()).toList();
	}

	private static IllegalArgumentException unknown(String option) {
		return new IllegalArgumentException("There is no option '" + option
				+ "'. There are --quick, --contestants=, --cells=, --rounds=, --document=, --logs= and --java25=.");
	}

	/** Those who cannot have calls in flight without threads have fewer cells. */
	List<Cell> cellsOf(Contestant contestant) {
		return this.cells.stream().filter((cell) -> contestant.isAsync() || !cell.load().async()).toList();
	}

	/** All on the Java that runs this, but for those who need a later one. */
	Optional<Jvm> jvmFor(Contestant contestant) {
		Jvm current = Jvm.current();
		if (current.feature() >= contestant.javaRelease()) {
			return Optional.of(current);
		}
		return Optional.ofNullable(this.java25).map((home) -> new Jvm(home, JAVA_25));
	}

}
