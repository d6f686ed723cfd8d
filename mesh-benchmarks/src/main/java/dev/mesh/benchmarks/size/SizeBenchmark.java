package dev.mesh.benchmarks.size;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.mesh.benchmarks.calls.MachineState;
import dev.mesh.benchmarks.calls.report.MarkedSection;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Forms clusters of growing size, one after the other, and measures each.
 */
public final class SizeBenchmark {

	private final SizeOptions options;

	SizeBenchmark(SizeOptions options) {
		this.options = options;
	}

	/**
	 * Run; see {@link SizeOptions} for the arguments.
	 * @param args the arguments
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		SizeOptions options = SizeOptions.of(args);
		MarkedSection.SIZE.requireIn(options.document());
		// What a hundred nodes say of each view would be most of what is measured.
		LoggingSystem logging = LoggingSystem.get(SizeBenchmark.class.getClassLoader());
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
		MachineState before = MachineState.before();
		String figures = new SizeBenchmark(options).run().markdown();
		String how = "nodes that share a JVM, each with %d services; medians of %d changes; %d s idle"
			.formatted(NodeSpecs.SERVICES, options.changes(), options.idle().toSeconds());
		String text = before.describe(MachineState.now(), how) + "\n\n" + figures;
		System.out.println(text);
		Path document = options.document();
		if (document != null) {
			MarkedSection.SIZE.write(document, text);
		}
	}

	/** A size that fails is missing, and said to be; the others go on. */
	SizeReport run() throws InterruptedException {
		List<SizeFigures> figures = new ArrayList<>();
		List<String> remarks = new ArrayList<>();
		for (int size : this.options.sizes()) {
			try {
				SizeFigures measured = measure(size);
				System.err.println(measured);
				figures.add(measured);
			}
			catch (TimeoutException | IllegalStateException ex) {
				remarks.add("%d nodes have no figures: %s".formatted(size, ex.getMessage()));
			}
		}
		return new SizeReport(figures, remarks);
	}

	private SizeFigures measure(int size) throws TimeoutException, InterruptedException {
		try (InProcessCluster cluster = new InProcessCluster(size)) {
			double viewMillis = cluster.form();
			double settledMillis = cluster.settle();
			List<Double> visibleMillis = new ArrayList<>();
			for (int turn = 0; turn < this.options.changes(); turn++) {
				visibleMillis.add(cluster.change(turn));
			}
			return new SizeFigures(size, viewMillis, settledMillis, visibleMillis, cluster.listen(this.options.idle()));
		}
	}

}
