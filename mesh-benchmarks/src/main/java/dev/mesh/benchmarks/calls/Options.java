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
import dev.mesh.benchmarks.calls.report.CallGoals;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for: {@code --quick}, {@code --goals}, {@code --contestants=a,b},
 * {@code --cells=a,b}, {@code --rounds=N}, {@code --document=FILE},
 * {@code --logs=FOLDER}, {@code --java25=HOME}.
 *
 * @param goals whether to measure no more than what the goals compare
 * @param pace how long everything takes
 * @param contestants who takes part
 * @param cells what is measured
 * @param document where the figures go, or {@code null} for standard output alone
 * @param logs where the logs of the children go
 * @param java25 what runs those that need it, or {@code null} for none
 */
record Options(boolean goals, Pace pace, List<Contestant> contestants, List<Cell> cells, @Nullable Path document,
		Path logs, @Nullable Path java25) {

	private static final int JAVA_25 = 25;

	private static final Path LOGS = Path.of("target/calls");

	static Options of(String... args) {
		List<String> flags = Arrays.asList(args);
		Options options = flags.contains("--goals") ? ofGoals() : ofAll();
		if (flags.contains("--quick")) {
			options = options.quick();
		}
		for (String arg : args) {
			String[] parts = arg.split("=", 2);
			options = (parts.length == 2) ? options.with(parts[0], parts[1]) : options.withFlag(arg);
		}
		return options;
	}

	private static Options ofAll() {
		return new Options(false, Pace.FULL, Contestants.all(), Cell.full(), null, LOGS, null);
	}

	/** Without the peers on the class path only what the floor is compared with. */
	private static Options ofGoals() {
		List<String> compared = CallGoals.contestants();
		List<Contestant> contestants = Contestants.all()
			.stream()
			.filter((contestant) -> compared.contains(contestant.id()))
			.toList();
		return new Options(true, Pace.GOALS, withFloor(contestants), CallGoals.cells(), null, LOGS, null);
	}

	private Options quick() {
		return new Options(this.goals, Pace.QUICK, this.contestants, this.goals ? this.cells : Cell.quick(),
				this.document, this.logs, this.java25);
	}

	private Options withFlag(String flag) {
		if (!flag.equals("--quick") && !flag.equals("--goals")) {
			throw unknown(flag);
		}
		return this;
	}

	private Options with(String name, String value) {
		return switch (name) {
			case "--contestants" -> new Options(this.goals, this.pace, contestants(value), this.cells, this.document,
					this.logs, this.java25);
			case "--cells" -> new Options(this.goals, this.pace, this.contestants, Cell.parse(value), this.document,
					this.logs, this.java25);
			case "--rounds" -> new Options(this.goals, this.pace.withRounds(Integer.parseInt(value)), this.contestants,
					this.cells, this.document, this.logs, this.java25);
			case "--document" -> new Options(this.goals, this.pace, this.contestants, this.cells, Path.of(value),
					this.logs, this.java25);
			case "--logs" -> new Options(this.goals, this.pace, this.contestants, this.cells, this.document,
					Path.of(value), this.java25);
			case "--java25" -> new Options(this.goals, this.pace, this.contestants, this.cells, this.document,
					this.logs, Path.of(value));
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
				+ "'. There are --quick, --goals, --contestants=, --cells=, --rounds=, --document=, --logs= and --java25=.");
	}

	/** Those who cannot have calls in flight without threads have fewer cells. */
	List<Cell> cellsOf(Contestant contestant) {
		return this.cells.stream().filter((cell) -> contestant.isAsync() || !cell.load().async()).toList();
	}

	/** All have the same warm-up, whatever is measured of them then. */
	List<Cell> measuredOf(Contestant contestant) {
		return cellsOf(contestant).stream()
			.filter((cell) -> !this.goals || CallGoals.need(contestant.id(), cell))
			.toList();
	}

	Pace paceOf(Cell cell) {
		return (this.goals && CallGoals.needTail(cell)) ? this.pace.forTails() : this.pace;
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
