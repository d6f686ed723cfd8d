package dev.mesh.selector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mesh.cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each level against the table of live and dead zones that is also on its reference page.
 */
class ConsistencyTests {

	/** A cell is tried this often, since the choice is random. */
	private static final int TRIES = 50;

	static List<Row> table() throws IOException {
		try (InputStream in = ConsistencyTests.class.getResourceAsStream("consistency-table.md")) {
			assertThat(in).isNotNull();
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> line.matches("\\| `?[a-z].*[0-9+-].*"))
				.map(Row::parse)
				.toList();
		}
	}

	@Test
	void theTableHasRows() throws IOException {
		assertThat(table()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("table")
	void eachLevelChoosesWhatTheTableSays(Row row) {
		Iterator<String> cells = row.cells.iterator();
		for (Consistency level : Consistency.values()) {
			Set<String> seen = new HashSet<>();
			for (int tried = 0; tried < TRIES; tried++) {
				seen.add(row.choose(level));
			}
			Set<String> expected = Arrays.stream(cells.next().split(" or ", -1)).collect(Collectors.toSet());
			assertThat(seen).as("%s of %s", level, row).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@EnumSource
	void neitherTheOwnNorADeadReplicaIsEverChosenAndAllLiveOnesAreInTime(Consistency level) {
		List<TestCandidate> replicas = Row.parse("| `a: 3+own, b: 3+1 dead, c: 2` | ||||||||").replicas();
		Map<String, Integer> chosen = new TreeMap<>();
		for (int i = 0; i < 2000; i++) {
			level.choose(replicas, (each) -> each.inFlight == 0, replicas.get(0).node())
				.chosen()
				.forEach((each) -> chosen.merge(each.toString(), 1, Integer::sum));
		}
		assertThat(chosen.keySet()).noneMatch((name) -> name.contains("own") || name.contains("dead"));
		if (level == Consistency.ONE || level == Consistency.TWO || level == Consistency.THREE) {
			assertThat(chosen.keySet()).containsExactly("b-0", "b-1", "b-2", "c-0", "c-1");
		}
		if (level == Consistency.QUORUM) {
			assertThat(chosen.keySet()).containsExactly("a-0", "a-1", "a-2", "b-0", "b-1", "b-2", "c-0", "c-1");
		}
	}

	/**
	 * One line of the table: the replicas by zone, and per level how many are chosen of
	 * each, or that {@code live/required} are too few.
	 *
	 * @param zones the replicas, as in {@code a: 2+own, b: 1+2 dead}
	 * @param cells one per level, as in {@code a1 b1} or {@code 1/2}
	 */
	record Row(String zones, List<String> cells) {

		static Row parse(String line) {
			List<String> cells = Stream.of(line.split("\\|", -1)).map(String::trim).toList();
			return new Row(cells.get(1).replace("`", ""), cells.subList(2, 10));
		}

		List<TestCandidate> replicas() {
			List<TestCandidate> replicas = new ArrayList<>();
			for (String zone : this.zones.split(", ", -1)) {
				String name = zone.substring(0, zone.indexOf(':'));
				for (String part : zone.substring(zone.indexOf(':') + 2).split("\\+", -1)) {
					boolean own = part.equals("own");
					int count = own ? 1 : Integer.parseInt(part.split(" ", -1)[0]);
					for (int i = 0; i < count; i++) {
						String suffix = own ? "own" : part.endsWith("dead") ? "dead" + i : String.valueOf(i);
						TestCandidate replica = TestCandidate.in("r", name, name + "-" + suffix);
						replica.local = own;
						replica.inFlight = part.endsWith("dead") ? 1 : 0;
						replicas.add(replica);
					}
				}
			}
			return replicas;
		}

		/** The caller is in zone {@code a}, with or without a replica of its own. */
		String choose(Consistency level) {
			Node caller = TestCandidate.node("caller", "r", "a", 1);
			ReplicaChoice<TestCandidate> choice = level.choose(replicas(), (each) -> each.inFlight == 0, caller);
			if (!choice.isEnough()) {
				assertThat(choice.chosen()).isEmpty();
				return choice.live() + "/" + choice.required();
			}
			assertThat(choice.chosen()).hasSize(choice.required()).doesNotHaveDuplicates();
			Map<String, Long> byZone = choice.chosen()
				.stream()
				.collect(Collectors.groupingBy((each) -> each.node().zone(), TreeMap::new, Collectors.counting()));
			return byZone.isEmpty() ? "-"
					: byZone.entrySet()
						.stream()
						.map((zone) -> zone.getKey() + zone.getValue())
						.collect(Collectors.joining(" "));
		}

		@Override
		public String toString() {
			return this.zones;
		}

	}

}
