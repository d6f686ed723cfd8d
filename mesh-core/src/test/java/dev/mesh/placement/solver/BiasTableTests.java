package dev.mesh.placement.solver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.mesh.cluster.NodeId;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.Replicas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every line of {@code bias-table.md}, which is part of the reference.
 */
class BiasTableTests {

	private static final Weights LITTLE_LOAD = new Weights(10, 5, 1, 0.1, 0.1);

	private final Solver solver = new Solver();

	static Stream<List<String>> pairs() {
		return table("A's bias about B");
	}

	static Stream<List<String>> own() {
		return table("bias about the own tag");
	}

	static Stream<List<String>> several() {
		return table("biases");
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void aPairByName(List<String> row) {
		TestWorld world = world();
		world.service("a", 1).bias("b", BiasKind.valueOf(row.get(0))).end();
		world.service("b", 1).bias("a", BiasKind.valueOf(row.get(1))).end();
		assertOutcomeWhateverRuns(world, row.get(2));
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void aPairByATagThatBothBear(List<String> row) {
		TestWorld world = world();
		world.service("a", 1).tag("t").bias("t", BiasKind.valueOf(row.get(0))).end();
		world.service("b", 1).tag("t").bias("t", BiasKind.valueOf(row.get(1))).end();
		assertOutcomeWhateverRuns(world, row.get(2));
	}

	@ParameterizedTest
	@MethodSource("own")
	void theOwnTag(List<String> row) {
		TestWorld world = world();
		int replicas = Integer.parseInt(row.get(1));
		world.service("a", replicas).tag("t").maxPerNode(2).bias("t", BiasKind.valueOf(row.get(0))).end();
		Assignment assignment = this.solver.repair(world.problem()).assignment();
		int nodes = assignment.nodesOf(TestWorld.service("a")).size();
		int pending = replicas - assignment.total(TestWorld.service("a"));
		List<String> outcome = new ArrayList<>();
		if (nodes > 0) {
			outcome.add("on " + nodes + ((nodes > 1) ? " nodes" : " node"));
		}
		if (pending > 0) {
			outcome.add(pending + " pending");
		}
		assertThat(String.join(", ", outcome)).isEqualTo(row.get(2));
	}

	@ParameterizedTest
	@MethodSource("several")
	void severalUnplaced(List<String> row) {
		Map<String, Map<String, BiasKind>> biases = new TreeMap<>();
		for (String each : row.get(0).split(", ", -1)) {
			String[] words = each.split(" ", -1);
			biases.computeIfAbsent(words[0], (name) -> new TreeMap<>()).put(words[2], BiasKind.valueOf(words[1]));
			if (!words[2].equals("nobody")) {
				biases.computeIfAbsent(words[2], (name) -> new TreeMap<>());
			}
		}
		TestWorld world = world();
		biases.forEach((name, wishes) -> {
			TestWorld.Spec spec = world.service(name, Replicas.of(1));
			wishes.forEach(spec::bias);
			spec.end();
		});
		assertThat(partition(this.solver.repair(world.problem()).assignment(), new TreeSet<>(biases.keySet())))
			.isEqualTo(row.get(1));
	}

	private static TestWorld world() {
		TestWorld world = new TestWorld().nodes(2);
		world.weights = LITTLE_LOAD;
		return world;
	}

	private void assertOutcomeWhateverRuns(TestWorld world, String expected) {
		assertThat(outcome(world)).as("nothing runs").isEqualTo(expected);
		world.runs("a", 0);
		assertThat(outcome(world)).as("A runs").isEqualTo(expected);
		world.runs("b", 0);
		assertThat(outcome(world)).as("both run on one node").isEqualTo(expected);
		world.runs("b", 1);
		assertThat(outcome(world)).as("both run on two nodes").isEqualTo(expected);
		world.runs("a");
		assertThat(outcome(world)).as("B runs").isEqualTo(expected);
	}

	private String outcome(TestWorld world) {
		Assignment repaired = this.solver.repair(world.problem()).assignment();
		assertThat(outcome(this.solver.optimize(world.problem()).assignment())).isEqualTo(outcome(repaired));
		return outcome(repaired);
	}

	private static String outcome(Assignment assignment) {
		if (assignment.total(TestWorld.service("a")) == 0) {
			return "A pending";
		}
		if (assignment.total(TestWorld.service("b")) == 0) {
			return "B pending";
		}
		return assignment.nodesOf(TestWorld.service("a")).equals(assignment.nodesOf(TestWorld.service("b")))
				? "together" : "apart";
	}

	private static String partition(Assignment assignment, Iterable<String> services) {
		Map<NodeId, String> nodes = new TreeMap<>();
		List<String> pending = new ArrayList<>();
		for (String service : services) {
			assignment.nodesOf(TestWorld.service(service))
				.forEach((node) -> nodes.merge(node, service, (before, name) -> before + " " + name));
			if (assignment.total(TestWorld.service(service)) == 0) {
				pending.add(service + " pending");
			}
		}
		List<String> parts = new ArrayList<>();
		if (!nodes.isEmpty()) {
			parts.add(String.join(" / ", new TreeSet<>(nodes.values())));
		}
		parts.addAll(pending);
		return String.join(", ", parts);
	}

	private static Stream<List<String>> table(String firstColumn) {
		List<List<String>> rows = new ArrayList<>();
		boolean inside = false;
		for (String line : text().split("\n", -1)) {
			List<String> cells = Arrays.stream(line.split("\\|", -1))
				.map(String::trim)
				.filter((cell) -> !cell.isEmpty())
				.toList();
			if (!line.startsWith("|")) {
				inside = false;
			}
			else if (cells.get(0).equals(firstColumn)) {
				inside = true;
			}
			else if (inside && !cells.get(0).startsWith("---")) {
				rows.add(cells);
			}
		}
		assertThat(rows).isNotEmpty();
		return rows.stream();
	}

	private static String text() {
		try (InputStream in = BiasTableTests.class.getResourceAsStream("bias-table.md")) {
			assertThat(in).isNotNull();
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
