package dev.mesh.benchmarks.calls.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * All measurements, of each round one. Not safe for use by several threads.
 */
public final class Results {

	private final Map<Cell, Map<String, List<Measurement>>> measurements = new LinkedHashMap<>();

	/**
	 * Add a measurement.
	 * @param contestant the id
	 * @param cell what was measured
	 * @param measurement the figures
	 */
	public void add(String contestant, Cell cell, Measurement measurement) {
		this.measurements.computeIfAbsent(cell, (any) -> new LinkedHashMap<>())
			.computeIfAbsent(contestant, (any) -> new ArrayList<>())
			.add(measurement);
	}

	/**
	 * Return what was measured.
	 * @return the cells, in the order of measuring
	 */
	public List<Cell> cells() {
		return List.copyOf(this.measurements.keySet());
	}

	/**
	 * Return the median of each figure over the rounds; failures are added up.
	 * @param contestant the id
	 * @param cell the cell
	 * @return the medians, or {@code null} if it was not measured
	 */
	public @Nullable Measurement median(String contestant, Cell cell) {
		List<Measurement> rounds = this.measurements.getOrDefault(cell, Map.of()).get(contestant);
		if (rounds == null) {
			return null;
		}
		return new Measurement(median(rounds, Measurement::callsPerSecond), median(rounds, Measurement::p50Micros),
				median(rounds, Measurement::p99Micros), median(rounds, Measurement::p999Micros),
				median(rounds, Measurement::clientCpuMicros), median(rounds, Measurement::serverCpuMicros),
				median(rounds, Measurement::clientBytes), median(rounds, Measurement::serverBytes),
				rounds.stream().mapToLong(Measurement::failures).sum());
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
	 * Return how far the rounds lie apart in calls per second.
	 * @param contestant the id
	 * @param cell the cell
	 * @return the greatest less the least, by the median; 0 if it was not measured
	 */
	public double spread(String contestant, Cell cell) {
		List<Measurement> rounds = this.measurements.getOrDefault(cell, Map.of()).getOrDefault(contestant, List.of());
		double[] rates = rounds.stream().mapToDouble(Measurement::callsPerSecond).sorted().toArray();
		double median = median(rounds, Measurement::callsPerSecond);
		return (median > 0) ? (rates[rates.length - 1] - rates[0]) / median : 0;
	}

	private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
		double[] figures = rounds.stream().mapToDouble(figure).sorted().toArray();
		int middle = figures.length / 2;
		return (figures.length == 0) ? 0
				: (figures.length % 2 > 0) ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
	}

}
