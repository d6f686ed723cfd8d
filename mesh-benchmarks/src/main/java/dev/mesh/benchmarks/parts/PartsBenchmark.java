package dev.mesh.benchmarks.parts;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.benchmarks.calls.MachineState;
import dev.mesh.benchmarks.calls.report.MarkedSection;
import org.openjdk.jmh.runner.Runner;

/**
 * Runs the benchmarks of this package and says what they have come to.
 */
public final class PartsBenchmark {

	private PartsBenchmark() {
	}

	/**
	 * Run; see {@link PartsOptions} for the arguments.
	 * @param args the arguments
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		PartsOptions options = PartsOptions.of(args);
		MarkedSection.PARTS.requireIn(options.document());
		MachineState before = MachineState.before();
		List<PartFigure> figures = new Runner(options.jmh()).run().stream().map(PartFigure::of).toList();
		Map<String, Integer> sizes = new LinkedHashMap<>();
		OrderFormats.all().forEach((format) -> sizes.put(format.id(), OrderFormats.size(format)));
		String text = before.describe(MachineState.now(), "means of JMH with their errors") + "\n\n"
				+ new PartsReport(figures, sizes).markdown();
		System.out.println(text);
		Path document = options.document();
		if (document != null) {
			MarkedSection.PARTS.write(document, text);
		}
	}

}
