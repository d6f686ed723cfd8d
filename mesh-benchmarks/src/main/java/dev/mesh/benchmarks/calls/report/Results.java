package dev.mesh.benchmarks.calls.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import dev.mesh.benchmarks.figures.Median;
import dev.mesh.benchmarks.figures.Spread;
import org.jspecify.annotations.Nullable;

/**
 * All measurements, of each round one. Ratios are taken within a round, of figures that
 * were taken in turns, as a machine may be twice as fast as it was some minutes ago, and
 * in a round all had the same JVMs of the floor beside them. Not safe for use by several
 * threads.
 */
public final class Results {

	private final Map<Cell, Map<String, SortedMap<Integer, Round>>> rounds = new LinkedHashMap<>();

	/**
	 * Add a measurement, and that of the floor, with which it took turns.
	 * @param round the number of the round
	 * @param contestant the id
	 * @param cell what was measured
	 * @param measurement the figures
	 * @param floor the floor's
	 */
	public void add(int round, String contestant, Cell cell, Measurement measurement, Measurement floor) {
		this.rounds.computeIfAbsent(cell, (any) -> new LinkedHashMap<>())
			.computeIfAbsent(contestant, (any) -> new TreeMap<>())
			.put(round, new Round(measurement, floor));
	}

	/**
	 * Return what was measured.
	 * @return the cells, in the order of measuring
	 */
	public List<Cell> cells() {
		return List.copyOf(this.rounds.keySet());
	}

	private SortedMap<Integer, Round> rounds(String contestant, Cell cell) {
		return this.rounds.getOrDefault(cell, Map.of()).getOrDefault(contestant, Collections.emptySortedMap());
	}

	/** The floor was measured beside each of the others. */
	private List<Measurement> measurements(String contestant, Cell cell) {
		if (contestant.equals(Contestants.FLOOR)) {
			return this.rounds.getOrDefault(cell, Map.of())
				.values()
				.stream()
				.flatMap((others) -> others.values().stream().map(Round::floor))
				.toList();
		}
		return rounds(contestant, cell).values().stream().map(Round::figures).toList();
	}

	/**
	 * Return the median of each figure over the rounds; failures are added up.
	 * @param contestant the id
	 * @param cell the cell
	 * @return the medians, or {@code null} if it was not measured
	 */
	public @Nullable Measurement median(String contestant, Cell cell) {
		List<Measurement> all = measurements(contestant, cell);
		if (all.isEmpty()) {
			return null;
		}
		return new Measurement(Median.of(all, Measurement::callsPerSecond), Median.of(all, Measurement::p50Micros),
				Median.of(all, Measurement::p99Micros), Median.of(all, Measurement::p999Micros),
				Median.of(all, Measurement::clientCpuMicros), Median.of(all, Measurement::serverCpuMicros),
				Median.of(all, Measurement::clientBytes), Median.of(all, Measurement::serverBytes),
				all.stream().mapToLong(Measurement::failures).sum());
	}

	/**
	 * Return how many times that of another contestant a figure is. Two that are not the
	 * floor are compared by how each compares with it.
	 * @param contestant the id
	 * @param other the other's id
	 * @param cell the cell
	 * @param figure the figure
	 * @return the ratios of the rounds in which both were measured
	 */
	public Spread ratio(String contestant, String other, Cell cell, ToDoubleFunction<Measurement> figure) {
		Map<Integer, Round> others = rounds(other, cell);
		return Spread.of(rounds(contestant, cell).entrySet().stream().mapToDouble((round) -> {
			double ratio = round.getValue().ratio(figure);
			if (other.equals(Contestants.FLOOR)) {
				return ratio;
			}
			Round theirs = others.get(round.getKey());
			return (theirs != null) ? ratio / theirs.ratio(figure) : Double.NaN;
		}));
	}

	/**
	 * Return how many times that of another cell a contestant's figure is.
	 * @param contestant the id
	 * @param cell the cell
	 * @param other the other cell
	 * @param figure the figure
	 * @return the ratios of the rounds in which both were measured
	 */
	public Spread ratio(String contestant, Cell cell, Cell other, ToDoubleFunction<Measurement> figure) {
		Map<Integer, Round> others = rounds(contestant, other);
		return Spread.of(rounds(contestant, cell).entrySet().stream().mapToDouble((round) -> {
			Round theirs = others.get(round.getKey());
			return (theirs != null)
					? figure.applyAsDouble(round.getValue().figures()) / figure.applyAsDouble(theirs.figures())
					: Double.NaN;
		}));
	}

	/**
	 * Return by how much a figure is greater than the floor's.
	 * @param contestant the id
	 * @param cell the cell
	 * @param figure the figure
	 * @return the differences of the rounds
	 */
	public Spread beyondFloor(String contestant, Cell cell, ToDoubleFunction<Measurement> figure) {
		return Spread.of(rounds(contestant, cell).values()
			.stream()
			.mapToDouble((round) -> figure.applyAsDouble(round.figures()) - figure.applyAsDouble(round.floor())));
	}

	/**
	 * Return how far the rounds lie apart in calls per second: as ratios to the floor,
	 * and the floor's as they are.
	 * @param contestant the id
	 * @param cell the cell
	 * @return the greatest less the least, by the median; 0 if it was not measured
	 */
	public double range(String contestant, Cell cell) {
		ToDoubleFunction<Measurement> rate = Measurement::callsPerSecond;
		double[] sorted = contestant.equals(Contestants.FLOOR)
				? measurements(contestant, cell).stream().mapToDouble(rate).sorted().toArray()
				: rounds(contestant, cell).values()
					.stream()
					.mapToDouble((round) -> round.ratio(rate))
					.sorted()
					.toArray();
		return (sorted.length > 0) ? (sorted[sorted.length - 1] - sorted[0]) / Spread.of(Arrays.stream(sorted)).median()
				: 0;
	}

	/**
	 * What one round gave.
	 *
	 * @param figures the figures
	 * @param floor the floor's, taken in turns with them
	 */
	private record Round(Measurement figures, Measurement floor) {

		double ratio(ToDoubleFunction<Measurement> figure) {
			return figure.applyAsDouble(this.figures) / figure.applyAsDouble(this.floor);
		}

	}

}
