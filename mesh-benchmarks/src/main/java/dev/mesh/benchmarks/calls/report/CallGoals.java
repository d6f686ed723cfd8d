package dev.mesh.benchmarks.calls.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import dev.mesh.benchmarks.figures.Goal;

/**
 * What is wanted of Mesh beside the others, in the same run. What a run left out is left
 * out here.
 */
public final class CallGoals {

	private static final String MESH = "mesh";

	private static final String RATIO = "%.2f ×";

	private final Results results;

	private final List<Goal> goals = new ArrayList<>();

	/**
	 * Compare.
	 * @param results the figures
	 */
	public CallGoals(Results results) {
		this.results = results;
		addOrders();
		addBytes();
		addCosts();
	}

	private void addOrders() {
		atMost("place/1t", "p50", Measurement::p50Micros, 1.3, Contestants.FLOOR);
		atMost("place/1t", "p50", Measurement::p50Micros, 0.5, "grpc");
		atLeast("place/8t", 0.75, Contestants.FLOOR);
		atLeast("place/8t", 2.7, "grpc");
		atLeast("place/32t", 0.85, Contestants.FLOOR);
		atLeast("place/32t", 4, "grpc");
		atLeast("place/32t", 3, "dubbo");
		atLeast("place/32t", 1, "rsocket");
		atLeast("place/256a", 0.5, Contestants.FLOOR);
		atLeast("place/256a", 12, "grpc");
		atLeast("place/256a", 1.2, "rsocket");
	}

	private void addBytes() {
		atLeast("echo-10k/8t", 0.9, Contestants.FLOOR);
		atLeast("echo-1m/8t", 0.9, Contestants.FLOOR);
		Cell alone = Cell.parse("echo-100b/8t").get(0);
		Cell beside = Cell.parse("echo-100b/8t+1m").get(0);
		Measurement before = this.results.median(MESH, alone);
		Measurement after = this.results.median(MESH, beside);
		if (before != null && after != null) {
			this.goals.add(Goal.atMost(beside.title() + ": p99, to that without them", 3,
					after.p99Micros() / before.p99Micros(), RATIO));
		}
	}

	private void addCosts() {
		atMost("place/8t", "p99.9", Measurement::p999Micros, 2, Contestants.FLOOR);
		atMost("place/32t", "CPU", Measurement::cpuMicros, 1.15, Contestants.FLOOR);
		Cell cell = Cell.parse("place/32t").get(0);
		Measurement mesh = this.results.median(MESH, cell);
		Measurement floor = this.results.floor(cell);
		if (mesh != null && floor != null) {
			this.goals.add(Goal.atMost(cell.title() + ": garbage of the client beyond the floor's", 200,
					mesh.clientBytes() - floor.clientBytes(), "%.0f bytes"));
			this.goals.add(Goal.atMost(cell.title() + ": garbage of the server beyond the floor's", 200,
					mesh.serverBytes() - floor.serverBytes(), "%.0f bytes"));
		}
		this.results.ratio("mesh-tls", MESH, cell, Measurement::callsPerSecond)
			.ifPresent((ratio) -> this.goals
				.add(Goal.atLeast(cell.title() + ": calls/s with TLS, to without", 0.5, ratio, RATIO)));
	}

	private void atLeast(String id, double least, String other) {
		Cell cell = Cell.parse(id).get(0);
		this.results.ratio(MESH, other, cell, Measurement::callsPerSecond)
			.ifPresent((ratio) -> this.goals.add(Goal.atLeast(what(cell, "calls/s", other), least, ratio, RATIO)));
	}

	private void atMost(String id, String name, ToDoubleFunction<Measurement> figure, double most, String other) {
		Cell cell = Cell.parse(id).get(0);
		this.results.ratio(MESH, other, cell, figure)
			.ifPresent((ratio) -> this.goals.add(Goal.atMost(what(cell, name, other), most, ratio, RATIO)));
	}

	private static String what(Cell cell, String figure, String other) {
		return cell.title() + ": " + figure + ", to " + Contestants.named(other).title();
	}

	/**
	 * Return them as a table.
	 * @return Markdown; empty if nothing can be compared
	 */
	public String table() {
		return this.goals.isEmpty() ? "" : Goal.table(this.goals);
	}

}
