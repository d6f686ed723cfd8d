package dev.mesh.benchmarks.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Four nodes: 0 and 1 in zone a, 2 in zone b, 3 in another region; each of capacity 4.
 */
class PlacementEvaluatorTests {

	private static final Weights WEIGHTS = new Weights(10, 5, 40, 0.1, 5);

	private static final List<String> ZONES = List.of("a", "a", "b", "z");

	private final List<Wanted> services = new ArrayList<>();

	private final Map<ServiceId, Map<NodeId, Integer>> current = new HashMap<>();

	private final Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();

	private Traffic traffic = Traffic.NONE;

	private Host.Mode modeOfNode0 = Host.Mode.OPEN;

	@Test
	void alonePreferringCostsOnceAndAvoidingForEachOther() {
		service("app", 3, 0, new Bias("db", BiasKind.PREFER, 2));
		service("db", 1, 0);
		service("loud", 1, 0, new Bias("app", BiasKind.AVOID));
		put(this.counts, "app", 0, 1);
		put(this.counts, "app", 1, 2);
		put(this.counts, "db", 1, 1);
		put(this.counts, "loud", 1, 1);
		assertThat(evaluate().cost().bias()).isEqualTo(20 + 2 * 10);
	}

	@Test
	void oneIsNotItsOwnNeighbourButTwoAreEachOthers() {
		service("app", 2, 0, new Bias("app", BiasKind.AVOID));
		put(this.counts, "app", 0, 1);
		assertThat(evaluate().cost().bias()).isZero();
		put(this.counts, "app", 0, 2);
		assertThat(evaluate().cost().bias()).isEqualTo(20);
	}

	@Test
	void aZoneBeyondItsShareCosts() {
		service("app", 3, 0);
		put(this.counts, "app", 0, 1);
		put(this.counts, "app", 1, 1);
		put(this.counts, "app", 2, 1);
		assertThat(evaluate().cost().zones()).isEqualTo(5);
	}

	@Test
	void evenLoadCostsTheWeightForEachNode() {
		service("app", 4, 2);
		for (int node = 0; node < 4; node++) {
			put(this.counts, "app", node, 1);
		}
		assertThat(evaluate().cost().load()).isCloseTo(4 * 40, within(1e-6));
		this.counts.clear();
		put(this.counts, "app", 0, 2);
		put(this.counts, "app", 1, 2);
		assertThat(evaluate().cost().load()).isCloseTo(2 * 40 * 4, within(1e-6));
	}

	@Test
	void callsCostByTheDistanceToTheNearest() {
		service("web", 2, 0);
		service("db", 1, 0);
		this.traffic = new Traffic(List.of(new Traffic.Between(id("web"), id("db"), 100, 100_000)),
				List.of(new Traffic.Entering(new NodeId(3), id("web"), 10, 0)));
		put(this.counts, "web", 0, 1);
		put(this.counts, "web", 2, 1);
		put(this.counts, "db", 1, 1);
		double between = 110 / 2.0 * (1 + 10);
		assertThat(evaluate().cost().traffic()).isCloseTo(0.1 * (between + 10 * 50), within(1e-6));
	}

	@Test
	void whatIsTakenFromWhereItCouldStayCosts() {
		service("app", 2, 0);
		put(this.current, "app", 0, 1);
		put(this.current, "app", 1, 1);
		put(this.counts, "app", 1, 1);
		put(this.counts, "app", 2, 1);
		assertThat(evaluate().cost().moving()).isCloseTo(5 * (1 + 2), within(1e-6));
		this.modeOfNode0 = Host.Mode.DRAINING;
		assertThat(evaluate().cost().moving()).isZero();
	}

	@Test
	void whatIsMissingCountsByPriority() {
		service("app", 3, 0);
		put(this.counts, "app", 1, 1);
		Evaluation evaluation = evaluate();
		assertThat(evaluation.missing()).containsExactly(2, 2);
		assertThat(evaluation.fits()).isFalse();
		put(this.counts, "app", 1, 2);
		assertThat(evaluation.compareMissing(evaluate())).isPositive();
	}

	@Test
	void everyBrokenRuleIsNamed() {
		service("app", 2, 3, new Bias("db", BiasKind.ALWAYS));
		service("db", 1, 3, new Bias("web", BiasKind.NEVER));
		service("web", 1, 0);
		put(this.counts, "app", 0, 3);
		put(this.counts, "db", 1, 1);
		put(this.counts, "web", 1, 1);
		put(this.counts, "ghost", 1, 1);
		assertThat(evaluate().violations()).containsExactlyInAnyOrder("app@1 has more instances than wanted",
				"app@1 has too many instances on node-0", "app@1 is without 'db' on node-0",
				"db@1 is with 'web' on node-1", "node-0 has to bear 9.0",
				"ghost@1 on {0000000000000001=1} is not in the problem");
	}

	@Test
	void aClosedNodeKeepsWhatItHasAndTakesNoMore() {
		service("app", 2, 0);
		this.modeOfNode0 = Host.Mode.CORDONED;
		put(this.counts, "app", 0, 1);
		assertThat(evaluate().violations()).isNotEmpty();
		put(this.current, "app", 0, 1);
		assertThat(evaluate().violations()).isEmpty();
	}

	private void service(String name, int replicas, double demand, Bias... biases) {
		ServiceSpec spec = new ServiceSpec(id(name), Replicas.of(replicas), Set.of(), List.of(biases), NodeQuery.ANY,
				demand, 2, ServiceSpec.UNLIMITED, Spread.ZONES, 0);
		this.services.add(new Wanted(spec, replicas, offered(), Map.of(), 0, Duration.ofSeconds(2)));
	}

	private static Set<NodeId> offered() {
		Set<NodeId> nodes = new HashSet<>();
		for (int node = 0; node < ZONES.size(); node++) {
			nodes.add(new NodeId(node));
		}
		return nodes;
	}

	private static ServiceId id(String name) {
		return new ServiceId(name, "1");
	}

	private static void put(Map<ServiceId, Map<NodeId, Integer>> counts, String name, int node, int count) {
		counts.computeIfAbsent(id(name), (service) -> new HashMap<>()).put(new NodeId(node), count);
	}

	private Evaluation evaluate() {
		List<Host> hosts = new ArrayList<>();
		for (int node = 0; node < ZONES.size(); node++) {
			String zone = ZONES.get(node);
			hosts.add(new Host(new Node(new NodeId(node), 1, "node-" + node, zone, zone.equals("z") ? "far" : "near",
					Map.of(), Set.of(), 4, Role.MEMBER, new HostPort("127.0.0.1", 7800),
					new HostPort("127.0.0.1", 7900), Map.of()), (node == 0) ? this.modeOfNode0 : Host.Mode.OPEN, 0));
		}
		return PlacementEvaluator.evaluate(
				new Problem(hosts, this.services, this.traffic, new Assignment(this.current), WEIGHTS, 1),
				new Assignment(this.counts));
	}

}
