package dev.mesh.benchmarks.calls.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import dev.mesh.benchmarks.figures.Goal;
import dev.mesh.benchmarks.figures.Spread;

/**
 * What is wanted of Mesh beside the others, in the same run.
 */
public final class CallGoals {

	private static final String MESH = "mesh";

	private static final String TLS = "mesh-tls";

	private static final Cell ORDERS_1 = Cell.of("place/1t");

	private static final Cell ORDERS_8 = Cell.of("place/8t");

	private static final Cell ORDERS_32 = Cell.of("place/32t");

	private static final Cell ORDERS_IN_FLIGHT = Cell.of("place/256a");

	private static final Cell SMALL = Cell.of("echo-100b/8t");

	private static final Cell SMALL_BESIDE_LARGE = Cell.of("echo-100b/8t+1m");

	private static final Set<Cell> TAILS = Set.of(ORDERS_8, SMALL, SMALL_BESIDE_LARGE);

	private static final List<Wish> WISHES = List.of(
			Wish.atMost(ORDERS_1, "p50", Measurement::p50Micros, 1.3, Contestants.FLOOR),
			Wish.atMost(ORDERS_1, "p50", Measurement::p50Micros, 0.5, "grpc"),
			Wish.calls(ORDERS_8, 0.75, Contestants.FLOOR), Wish.calls(ORDERS_8, 2.7, "grpc"),
			Wish.calls(ORDERS_32, 0.85, Contestants.FLOOR), Wish.calls(ORDERS_32, 4, "grpc"),
			Wish.calls(ORDERS_32, 3, "dubbo"), Wish.calls(ORDERS_32, 1, "rsocket"),
			Wish.calls(ORDERS_IN_FLIGHT, 0.5, Contestants.FLOOR), Wish.calls(ORDERS_IN_FLIGHT, 12, "grpc"),
			Wish.calls(ORDERS_IN_FLIGHT, 1.2, "rsocket"), Wish.calls(Cell.of("echo-10k/8t"), 0.9, Contestants.FLOOR),
			Wish.calls(Cell.of("echo-1m/8t"), 0.9, Contestants.FLOOR),
			new Wish(List.of(SMALL_BESIDE_LARGE, SMALL), List.of(MESH), () -> "p99, to that without them",
					Bound.atMost(3, Unit.TIMES),
					(results) -> results.ratio(MESH, SMALL_BESIDE_LARGE, SMALL, Measurement::p99Micros)),
			Wish.atMost(ORDERS_8, "p99.9", Measurement::p999Micros, 2, Contestants.FLOOR),
			Wish.atMost(ORDERS_32, "CPU", Measurement::cpuMicros, 1.15, Contestants.FLOOR),
			Wish.garbage("client", Measurement::clientBytes), Wish.garbage("server", Measurement::serverBytes),
			new Wish(List.of(ORDERS_32), List.of(MESH, TLS), () -> "calls/s with TLS, to without",
					Bound.atLeast(0.5, Unit.TIMES),
					(results) -> results.ratio(TLS, MESH, ORDERS_32, Measurement::callsPerSecond)));

	private CallGoals() {
	}

	/**
	 * Return what has to be measured.
	 * @return the cells
	 */
	public static List<Cell> cells() {
		return WISHES.stream().flatMap((wish) -> wish.cells.stream()).distinct().toList();
	}

	/**
	 * Return of whom something has to be measured, beside the floor.
	 * @return the ids
	 */
	public static List<String> contestants() {
		return WISHES.stream()
			.flatMap((wish) -> wish.contestants.stream())
			.filter((id) -> !id.equals(Contestants.FLOOR))
			.distinct()
			.toList();
	}

	/**
	 * Tell whether a figure is compared.
	 * @param contestant the id
	 * @param cell the cell
	 * @return whether a goal needs it
	 */
	public static boolean need(String contestant, Cell cell) {
		return WISHES.stream().anyMatch((wish) -> wish.cells.contains(cell) && wish.contestants.contains(contestant));
	}

	/**
	 * Tell whether the slowest calls are compared, of which there are few.
	 * @param cell the cell
	 * @return whether a goal needs them
	 */
	public static boolean needTail(Cell cell) {
		return TAILS.contains(cell);
	}

	/**
	 * Compare. What was not measured is left out.
	 * @param results the figures
	 * @return Markdown; empty if nothing can be compared
	 */
	public static String table(Results results) {
		List<Goal> goals = new ArrayList<>();
		for (Wish wish : WISHES) {
			Spread figure = wish.figure.apply(results);
			if (!figure.isEmpty()) {
				goals.add(wish.goal(figure));
			}
		}
		return goals.isEmpty() ? "" : Goal.table(goals);
	}

	/**
	 * What is wanted of one figure.
	 *
	 * @param cells what it is taken of, the first in the title
	 * @param contestants of whom
	 * @param name what the title says beside the cell; others are not always at hand
	 * @param bound what it is to be
	 * @param figure takes it from the results
	 */
	private record Wish(List<Cell> cells, List<String> contestants, Supplier<String> name, Bound bound,
			Function<Results, Spread> figure) {

		static Wish calls(Cell cell, double least, String other) {
			return beside(cell, "calls/s", Measurement::callsPerSecond, Bound.atLeast(least, Unit.TIMES), other);
		}

		static Wish atMost(Cell cell, String name, ToDoubleFunction<Measurement> figure, double most, String other) {
			return beside(cell, name, figure, Bound.atMost(most, Unit.TIMES), other);
		}

		private static Wish beside(Cell cell, String name, ToDoubleFunction<Measurement> figure, Bound bound,
				String other) {
			return new Wish(List.of(cell), List.of(MESH, other),
					() -> name + ", to " + Contestants.named(other).title(), bound,
					(results) -> results.ratio(MESH, other, cell, figure));
		}

		static Wish garbage(String side, ToDoubleFunction<Measurement> figure) {
			return new Wish(List.of(ORDERS_32), List.of(MESH), () -> "garbage of the " + side + " beyond the floor's",
					Bound.atMost(200, Unit.BYTES), (results) -> results.beyondFloor(MESH, ORDERS_32, figure));
		}

		Goal goal(Spread measured) {
			return this.bound.judge(this.cells.get(0).title() + ": " + this.name.get(), measured);
		}

	}

	private record Bound(boolean lower, double value, Unit unit) {

		static Bound atLeast(double value, Unit unit) {
			return new Bound(true, value, unit);
		}

		static Bound atMost(double value, Unit unit) {
			return new Bound(false, value, unit);
		}

		Goal judge(String what, Spread measured) {
			String wanted = this.unit.text(Spread.of(DoubleStream.of(this.value)));
			boolean met = this.lower ? measured.median() >= this.value : measured.median() <= this.value;
			return new Goal(what, (this.lower ? "≥ " : "≤ ") + wanted, this.unit.text(measured), met);
		}

	}

	private enum Unit {

		TIMES("%.2f", " ×"), BYTES("%.0f", " bytes");

		private final String format;

		private final String name;

		Unit(String format, String name) {
			this.format = format;
			this.name = name;
		}

		String text(Spread figure) {
			return figure.text(this.format, this.name);
		}

	}

}
