package dev.mesh.benchmarks.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.benchmarks.figures.Goal;

/**
 * What the figures of a run say; those that a run left out are left out here.
 */
final class PartsReport {

	private static final String HEAD = """
			| benchmark | ns | ± | bytes allocated |
			|---|--:|--:|--:|
			""";

	private final Map<String, PartFigure> figures;

	private final List<PartFigure> ordered;

	private final Map<String, Integer> sizes;

	/**
	 * Make a report.
	 * @param figures the figures, in the order of the table
	 * @param sizes the bytes of an order, by the format's name
	 */
	PartsReport(List<PartFigure> figures, Map<String, Integer> sizes) {
		this.ordered = List.copyOf(figures);
		this.figures = figures.stream().collect(Collectors.toMap(PartFigure::name, Function.identity()));
		this.sizes = sizes;
	}

	String markdown() {
		StringBuilder text = new StringBuilder();
		List<Goal> goals = goals();
		if (!goals.isEmpty()) {
			text.append(Goal.table(goals)).append('\n');
		}
		text.append(HEAD);
		for (PartFigure figure : this.ordered) {
			text.append(String.format(Locale.ROOT, "| `%s` | %,.1f | %,.1f | %,.0f |%n", figure.name(), figure.nanos(),
					figure.error(), figure.bytes()));
		}
		return text.append('\n').append(sizes()).append('\n').toString();
	}

	private String sizes() {
		return this.sizes.entrySet()
			.stream()
			.map((size) -> size.getKey() + " " + size.getValue())
			.collect(Collectors.joining(", ", "Bytes of an order of five lines: ", "."));
	}

	List<Goal> goals() {
		List<Goal> goals = new ArrayList<>();
		addClock(goals);
		addLocalCall(goals);
		addCodec(goals);
		if (has("RouteBenchmark.choose(1000, 100)")) {
			goals.add(Goal.atMost("the node of a call, among 1,000 nodes of 100 services", 50,
					nanos("RouteBenchmark.choose(1000, 100)"), "%.0f ns"));
		}
		return goals;
	}

	private void addClock(List<Goal> goals) {
		if (has("ClockBenchmark.now", "ClockBenchmark.wallAndExchange")) {
			goals.add(Goal.atMost("a stamp, beside the wall clock and one exchange", 1.3,
					nanos("ClockBenchmark.now") / nanos("ClockBenchmark.wallAndExchange"), "%.2f ×"));
		}
		if (has("ClockBenchmark.nowOnTwoThreads")) {
			double perMicro = 2 * 1000 / nanos("ClockBenchmark.nowOnTwoThreads");
			goals.add(Goal.atLeast("stamps on two threads", 20, perMicro, "%.0f M/s"));
		}
	}

	private void addLocalCall(List<Goal> goals) {
		if (has("LocalCallBenchmark.injected", "LocalCallBenchmark.direct")) {
			goals.add(Goal.atMost("a call within the node, over one of the bean", 15,
					nanos("LocalCallBenchmark.injected") - nanos("LocalCallBenchmark.direct"), "%.1f ns"));
			double bytes = figure("LocalCallBenchmark.injected").bytes();
			goals.add(Goal.atMost("its garbage", 0, Math.rint(bytes), "%.0f bytes"));
		}
	}

	private void addCodec(List<Goal> goals) {
		if (has("CodecBenchmark.roundTrip(mesh)", "CodecBenchmark.roundTrip(hand)")) {
			goals.add(Goal.atMost("an order there and back, beside the codec by hand", 2,
					nanos("CodecBenchmark.roundTrip(mesh)") / nanos("CodecBenchmark.roundTrip(hand)"), "%.2f ×"));
		}
		Integer mesh = this.sizes.get("mesh");
		Integer protobuf = this.sizes.get("protobuf");
		if (mesh != null && protobuf != null) {
			goals.add(Goal.atMost("its size, beside protobuf", 1.3, (double) mesh / protobuf, "%.2f ×"));
		}
	}

	private boolean has(String... names) {
		return this.figures.keySet().containsAll(List.of(names));
	}

	private double nanos(String name) {
		return figure(name).nanos();
	}

	private PartFigure figure(String name) {
		PartFigure figure = this.figures.get(name);
		if (figure == null) {
			throw new IllegalArgumentException("'" + name + "' was not measured");
		}
		return figure;
	}

}
