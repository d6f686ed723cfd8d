package dev.mesh.service.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each call that must not run twice has run, by what the processes wrote down.
 */
final class Runs {

	private final Map<String, Integer> anywhere = new HashMap<>();

	private final Map<String, Integer> byProcess = new HashMap<>();

	private final Map<String, Integer> effects = new TreeMap<>();

	/**
	 * Count.
	 * @param written what each process wrote down
	 * @param fault those calls are counted that were made under it
	 */
	Runs(Map<String, List<String>> written, Fault fault) {
		written.forEach((process, lines) -> lines.stream()
			.filter((line) -> line.startsWith("write " + fault + "-"))
			.map((line) -> line.substring("write ".length()))
			.forEach((id) -> {
				this.anywhere.merge(id, 1, Integer::sum);
				this.byProcess.merge(process + " " + id, 1, Integer::sum);
				this.effects.merge(process, 1, Integer::sum);
			}));
	}

	int of(CallKind.Ended ended) {
		return ended.process().isEmpty() ? this.anywhere.getOrDefault(ended.id(), 0)
				: this.byProcess.getOrDefault(ended.process() + " " + ended.id(), 0);
	}

	/**
	 * Return how many there were on each process.
	 */
	Map<String, Integer> effects() {
		return this.effects;
	}

}
