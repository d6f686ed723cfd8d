package dev.mesh.benchmarks.size;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for: {@code --quick}, {@code --nodes=A,B}, {@code --document=FILE}.
 *
 * @param sizes how many nodes, one cluster after the other
 * @param changes how many changed entries are followed
 * @param idle how long the cluster is left alone and listened to
 * @param document where the figures go, or {@code null} for standard output alone
 */
record SizeOptions(List<Integer> sizes, int changes, Duration idle, @Nullable Path document) {

	private static final String QUICK = "--quick";

	static SizeOptions of(String... args) {
		SizeOptions options = Arrays.asList(args).contains(QUICK)
				? new SizeOptions(List.of(3, 10), 5, Duration.ofSeconds(5), null)
				: new SizeOptions(List.of(3, 10, 30, 100), 50, Duration.ofSeconds(30), null);
		for (String arg : args) {
			options = arg.equals(QUICK) ? options : options.with(arg);
		}
		return options;
	}

	private SizeOptions with(String option) {
		String[] parts = option.split("=", 2);
		String value = (parts.length == 2) ? parts[1] : "";
		return switch (parts[0]) {
			case "--nodes" -> new SizeOptions(Arrays.stream(value.split(",")).map(Integer::valueOf).toList(),
					this.changes, this.idle, this.document);
			case "--document" -> new SizeOptions(this.sizes, this.changes, this.idle, Path.of(value));
			default -> throw new IllegalArgumentException(
					"There is no option '" + option + "'. There are --quick, --nodes= and --document=.");
		};
	}

}
