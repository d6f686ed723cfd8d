package dev.mesh.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mesh.benchmarks.calls.MachineState;
import dev.mesh.benchmarks.calls.report.MarkedSection;

/**
 * Starts an empty application with the starter and without it, in turns and each time in
 * a fresh JVM, and then looks at a cluster of three that is left alone.
 */
public final class StartBenchmark {

	private static final int SETTLING = 3;

	private static final int NODES = 3;

	private final StartOptions options;

	private final List<Started> without = new ArrayList<>();

	private final List<Started> with = new ArrayList<>();

	StartBenchmark(StartOptions options) {
		this.options = options;
	}

	/**
	 * Run; see {@link StartOptions} for the arguments.
	 * @param args the arguments
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] args) throws Exception {
		StartOptions options = StartOptions.of(args);
		MarkedSection.START.requireIn(options.document());
		MachineState before = MachineState.before();
		String figures = new StartBenchmark(options).run().markdown();
		String how = "%d starts with and without, medians; %d s idle".formatted(options.rounds(),
				options.idle().toSeconds());
		String text = before.describe(MachineState.now(), how) + "\n\n" + figures;
		System.out.println(text);
		Path document = options.document();
		if (document != null) {
			MarkedSection.START.write(document, text);
		}
	}

	StartReport run() throws IOException, InterruptedException {
		for (int round = 0; round < this.options.rounds(); round++) {
			// Who goes first takes turns, too.
			if (round % 2 == 0) {
				startWithout();
				startWith();
			}
			else {
				startWith();
				startWithout();
			}
		}
		try (IdleCluster cluster = IdleCluster.start(NODES, this.options.logs())) {
			// Code that seldom runs is slow, and is compiled late: an idle cluster is one
			// that has been up for a while.
			cluster.cpu(this.options.idle().multipliedBy(SETTLING));
			return new StartReport(this.without, this.with, cluster.cpu(this.options.idle()));
		}
	}

	private void startWithout() throws IOException, InterruptedException {
		this.without.add(start("without", ClassPaths.without(ClassPaths.with())));
	}

	private void startWith() throws IOException, InterruptedException {
		this.with.add(start("with", ClassPaths.with(), "mesh.cluster-name=start", "mesh.cluster-port=0"));
	}

	private Started start(String title, String classPath, String... properties)
			throws IOException, InterruptedException {
		Path log = this.options.logs().resolve(title + ".log");
		try (ApplicationProcess application = ApplicationProcess.start(classPath, log, properties)) {
			settle();
			Started started = new Started(application.startMillis(), application.rest());
			System.err.printf("%s the starter: %d ms, %.1f MB, %d threads%n", title, started.millis(),
					started.residentMib(), started.rest().threads());
			return started;
		}
	}

	/** What goes on beside the start and after it is to end first. */
	private void settle() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.options.settle().toNanos());
	}

}
