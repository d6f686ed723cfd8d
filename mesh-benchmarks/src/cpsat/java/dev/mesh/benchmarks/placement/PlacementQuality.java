package dev.mesh.benchmarks.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;

/**
 * Compares the solver with the reference on every quality instance, and writes what comes
 * out into the documentation.
 */
public final class PlacementQuality {

	private static final int QUICK_INSTANCES = 10;

	private static final int QUICK_SECONDS = 5;

	private static final int SECONDS = 60;

	private static final int WARM_UPS = 3;

	private final Solver solver = new Solver();

	private final CpSatReference reference;

	private PlacementQuality(double seconds) {
		this.reference = new CpSatReference(seconds);
	}

	/**
	 * Compare.
	 * @param args {@code --quick} for a few instances and seconds; {@code --seconds=N} for
	 * each instance; {@code --instances=N} for the first so many;
	 * {@code --document=PATH} for where the table goes, nowhere if it is left out
	 * @throws IOException if the document cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		List<String> options = Arrays.asList(args);
		boolean quick = options.contains("--quick");
		int seconds = Integer.parseInt(option(options, "seconds", "" + (quick ? QUICK_SECONDS : SECONDS)));
		int count = Integer
			.parseInt(option(options, "instances", "" + (quick ? QUICK_INSTANCES : Integer.MAX_VALUE)));
		List<PlacementInstance> instances = PlacementInstances.quality();
		PlacementQuality quality = new PlacementQuality(seconds);
		List<Comparison> comparisons = new ArrayList<>();
		for (PlacementInstance instance : instances.subList(0, Math.min(count, instances.size()))) {
			Comparison comparison = quality.compare(instance);
			comparisons.add(comparison);
			System.out.println(QualityReport.row(comparison));
			QualityReport.remarks(comparison).forEach((remark) -> System.out.println("  " + remark));
		}
		QualityReport report = new QualityReport(comparisons, seconds);
		System.out.println(report.summary());
		String document = option(options, "document", "");
		if (!document.isEmpty()) {
			report.writeInto(Path.of(document));
		}
	}

	private static String option(List<String> options, String name, String preset) {
		String prefix = "--" + name + "=";
		return options.stream()
			.filter((option) -> option.startsWith(prefix))
			.map((option) -> option.substring(prefix.length()))
			.findFirst()
			.orElse(preset);
	}

	private Comparison compare(PlacementInstance instance) {
		Problem problem = instance.problem();
		for (int round = 0; round < WARM_UPS; round++) {
			this.solver.optimize(problem);
		}
		long start = System.nanoTime();
		Solution solution = this.solver.optimize(problem);
		double millis = (System.nanoTime() - start) / 1e6;
		CpSatReference.Result result = this.reference.solve(problem);
		Evaluation own = PlacementEvaluator.evaluate(problem, solution.assignment());
		double claimed = solution.cost().total();
		if (Math.abs(claimed - own.cost().total()) > 1e-3 + 1e-6 * claimed) {
			System.out.printf(Locale.ROOT, "  the solver says its cost is %s, which is %s%n", solution.cost(), own.cost());
		}
		return new Comparison(instance.name(), own,
				PlacementEvaluator.evaluate(problem, this.solver.repair(problem).assignment()), millis,
				solution.proven(), PlacementEvaluator.evaluate(problem, result.assignment()), result);
	}

}
