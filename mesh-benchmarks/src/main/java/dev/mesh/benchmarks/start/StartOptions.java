package dev.mesh.benchmarks.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for: {@code --quick}, {@code --rounds=N}, {@code --document=FILE},
 * {@code --logs=FOLDER}.
 *
 * @param rounds how often an application starts with the starter, and how often without
 * @param settle how long it is left alone before it is looked at
 * @param idle how long a cluster is looked at
 * @param document where the figures go, or {@code null} for standard output alone
 * @param logs where the logs of the children go
 */
record StartOptions(int rounds, Duration settle, Duration idle, @Nullable Path document, Path logs) {

	private static final String QUICK = "--quick";

	static StartOptions of(String... args) {
		boolean quick = Arrays.asList(args).contains(QUICK);
		StartOptions options = new StartOptions(quick ? 1 : 7, Duration.ofSeconds(quick ? 3 : 10),
				Duration.ofSeconds(quick ? 5 : 30), null, Path.of("target/start"));
		for (String arg : args) {
			options = arg.equals(QUICK) ? options : options.with(arg);
		}
		return options;
	}

	private StartOptions with(String option) {
		String[] parts = option.split("=", 2);
		String value = (parts.length == 2) ? parts[1] : "";
		return switch (parts[0]) {
			case "--rounds" ->
				new StartOptions(Integer.parseInt(value), this.settle, this.idle, this.document, this.logs);
			case "--document" -> new StartOptions(this.rounds, this.settle, this.idle, Path.of(value), this.logs);
			case "--logs" -> new StartOptions(this.rounds, this.settle, this.idle, this.document, Path.of(value));
			default -> throw new IllegalArgumentException(
					"There is no option '" + option + "'. There are --quick, --rounds=, --document= and --logs=.");
		};
	}

}
