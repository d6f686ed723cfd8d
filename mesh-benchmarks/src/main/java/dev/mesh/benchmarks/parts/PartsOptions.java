package dev.mesh.benchmarks.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.mesh.benchmarks.calls.work.OrderFormat;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What was asked for: {@code --quick}, {@code --document=FILE}, and anything that JMH
 * takes.
 *
 * @param quick whether a rough answer will do
 * @param document where the figures go, or {@code null} for standard output alone
 * @param others the options for JMH
 */
record PartsOptions(boolean quick, @Nullable Path document, List<String> others) {

	private static final String ALL = "^dev\\.mesh\\.benchmarks\\.parts\\.";

	private static final String DOCUMENT = "--document=";

	private static final String FORMAT = "format";

	static PartsOptions of(String... args) {
		boolean quick = false;
		Path document = null;
		List<String> others = new ArrayList<>();
		for (String arg : args) {
			if (arg.equals("--quick")) {
				quick = true;
			}
			else if (arg.startsWith(DOCUMENT)) {
				document = Path.of(arg.substring(DOCUMENT.length()));
			}
			else {
				others.add(arg);
			}
		}
		return new PartsOptions(quick, document, List.copyOf(others));
	}

	Options jmh() throws CommandLineOptionException {
		CommandLineOptions given = new CommandLineOptions(this.others.toArray(String[]::new));
		ChainedOptionsBuilder options = new OptionsBuilder().parent(given)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
		if (given.getIncludes().isEmpty()) {
			options.include(ALL);
		}
		if (!given.getParameter(FORMAT).hasValue()) {
			options.param(FORMAT, OrderFormats.all().stream().map(OrderFormat::id).toArray(String[]::new));
		}
		if (this.quick) {
			options.forks(1)
				.warmupIterations(5)
				.warmupTime(TimeValue.milliseconds(300))
				.measurementIterations(3)
				.measurementTime(TimeValue.milliseconds(300));
		}
		return options.build();
	}

}
