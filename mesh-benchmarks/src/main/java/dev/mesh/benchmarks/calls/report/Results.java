package dev.mesh.benchmarks.calls.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * All measurements, of each round one. Ratios are taken within a round, of figures that
 * were taken in turns, as a machine may be twice as fast as it was some minutes ago. Not
 * safe for use by several threads.
 */
public final class Results {

	private final Map<Cell, Map<String, List<Round>>> rounds = new LinkedHashMap<>();

	/**
	 * Add a measurement that has nothing beside it.
	 * @param contestant the id
	 * @param cell what was measured
	 * @param measurement the figures
	 */
	public void add(String contestant, Cell cell, Measurement measurement) {
		add(contestant, cell, new Round(measurement, null));
	}

	/**
	 * Add a measurement, and that of the floor, with which it took turns.
	 * @param contestant the id
	 * @param cell what was measured
	 * @param measurement the figures
	 * @param floor the floor's
	 */
	public void add(String contestant, Cell cell, Measurement measurement, Measurement floor) {
		add(Contestants.FLOOR, cell, floor);
		add(contestant, cell, new Round(measurement, floor));
	}

	private void add(String contestant, Cell cell, Round round) {
		this.rounds.computeIfAbsent(cell, (any) -> new LinkedHashMap<>())
			.computeIfAbsent(contestant, (any) -> new ArrayList<>())
			.add(round);
	}

	/**
	 * Return what was measured.
	 * @return the cells, in the order of measuring
	 */
	public List<Cell> cells() {
		return List.copyOf(this.rounds.keySet());
	}

	private List<Round> rounds(String contestant, Cell cell) {
		return this.rounds.getOrDefault(cell, Map.of()).getOrDefault(contestant, List.of());
	}

	/**
	 * Return the median of each figure over the rounds; failures are added up.
	 * @param contestant the id
	 * @param cell the cell
	 * @return the medians, or {@code null} if it was not measured
	 */
	public @Nullable Measurement median(String contestant, Cell cell) {
		List<Measurement> all = rounds(contestant, cell).stream().map(Round::figures).toList();
		if (all.isEmpty()) {
			return null;
		}
		return new Measurement(median(all, Measurement::callsPerSecond), median(all, Measurement::p50Micros),
				median(all, Measurement::p99Micros), median(all, Measurement::p999Micros),
				median(all, Measurement::clientCpuMicros), median(all, Measurement::serverCpuMicros),
				median(all, Measurement::clientBytes), median(all, Measurement::serverBytes),
				all.stream().mapToLong(Measurement::failures).sum());
	}

	/**
	 * Return the floor's median.
	 * @param cell the cell
	 * @return the medians, or {@code null} if the floor was not measured
	 */
	public @Nullable Measurement floor(Cell cell) {
		return median(Contestants.FLOOR, cell);
	}

	/**
	 * Return how many times the floor's a figure is: the median over the rounds.
	 * @param contestant the id
	 * @param cell the cell
	 * @param figure the figure
	 * @return the ratio; 1 for the floor itself, empty if the floor was not measured
	 * beside it
	 */
	public OptionalDouble ratio(String contestant, Cell cell, ToDoubleFunction<Measurement> figure) {
		List<Round> all = rounds(contestant, cell);
		if (!all.isEmpty() && contestant.equals(Contestants.FLOOR)) {
			return OptionalDouble.of(1);
		}
		double[] ratios = ratios(all, figure);
		return (ratios.length > 0) ? OptionalDouble.of(median(ratios)) : OptionalDouble.empty();
	}

	/**
	 * Return how many times that of another contestant a figure is, as both compare with
	 * the floor.
	 * @param contestant the id
	 * @param other the other's id
	 * @param cell the cell
	 * @param figure the figure
	 * @return the ratio, empty if one of them was not measured
	 */
	public OptionalDouble ratio(String contestant, String other, Cell cell, ToDoubleFunction<Measurement> figure) {
		OptionalDouble one = ratio(contestant, cell, figure);
		OptionalDouble theirs = ratio(other, cell, figure);
		return (one.isPresent() && theirs.isPresent()) ? OptionalDouble.of(one.getAsDouble() / theirs.getAsDouble())
				: OptionalDouble.empty();
	}

	/**
	 * Return how far the rounds lie apart in calls per second: as ratios to the floor,
	 * and the floor's as they are.
	 * @param contestant the id
	 * @param cell the cell
	 * @return the greatest less the least, by the median; 0 if it was not measured
	 */
	public double spread(String contestant, Cell cell) {
		List<Round> all = rounds(contestant, cell);
		double[] ratios = ratios(all, Measurement::callsPerSecond);
		double[] rates = (ratios.length > 0) ? ratios
				: all.stream().mapToDouble((round) -> round.figures().callsPerSecond()).sorted().toArray();
		double median = (rates.length > 0) ? median(rates) : 0;
		return (median > 0) ? (rates[rates.length - 1] - rates[0]) / median : 0;
	}

	private static double[] ratios(List<Round> rounds, ToDoubleFunction<Measurement> figure) {
		return rounds.stream().mapToDouble((round) -> round.ratio(figure)).filter(Double::isFinite).sorted().toArray();
	}

	private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
		return median(rounds.stream().mapToDouble(figure).sorted().toArray());
	}

	private static double median(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 > 0) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * What one round gave.
	 *
	 * @param figures the figures
	 * @param floor the floor's, or {@code null} if there are none
	 */
	private record Round(Measurement figures, @Nullable Measurement floor) {

		double ratio(ToDoubleFunction<Measurement> figure) {
			return (this.floor != null) ? figure.applyAsDouble(this.figures) / figure.applyAsDouble(this.floor)
					: Double.NaN;
		}

	}

}
