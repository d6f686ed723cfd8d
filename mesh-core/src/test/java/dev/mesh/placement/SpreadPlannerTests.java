package dev.mesh.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Planner.Candidate;
import dev.mesh.placement.Planner.Snapshot;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadPlannerTests {

	private static final int RANDOM_WORLDS = 60;

	private final SpreadPlanner planner = new SpreadPlanner();

	@Test
	void placesEachInstanceOnANodeOfItsOwn() {
		Plan plan = this.planner.plan(new Snapshot(nodes(3), List.of(everywhere("cart", "2", 3)), Plan.NONE));
		assertThat(plan.epoch()).isEqualTo(1);
		assertThat(plan.assignments().get(id("cart"))).hasSize(2);
		assertThat(plan.pending()).isEmpty();
	}

	@Test
	void placesAllOnEveryEligibleNode() {
		Candidate service = new Candidate(id("cart"), Replicas.ALL, ids(1, 3));
		Plan plan = this.planner.plan(new Snapshot(nodes(3), List.of(service), Plan.NONE));
		assertThat(plan.assignments()).containsExactly(Map.entry(id("cart"), ids(1, 3)));
		assertThat(plan.pending()).isEmpty();
	}

	@Test
	void anUnchangedWorldKeepsThePlanItself() {
		List<Candidate> services = List.of(everywhere("a", "2", 3), everywhere("b", "1", 3), everywhere("c", "9", 3));
		Plan plan = this.planner.plan(new Snapshot(nodes(3), services, Plan.NONE));
		assertThat(this.planner.plan(new Snapshot(nodes(3), services, plan))).isSameAs(plan);
		assertThat(this.planner.plan(new Snapshot(nodes(3), List.of(), Plan.NONE))).isSameAs(Plan.NONE);
	}

	@Test
	void saysWhyInstancesArePending() {
		List<Node> nodes = new ArrayList<>(nodes(3));
		nodes.add(node(4, 1, Role.OBSERVER));
		Candidate service = new Candidate(id("cart"), Replicas.parse("3"), ids(1, 4));
		Plan plan = this.planner.plan(new Snapshot(nodes, List.of(service), Plan.NONE));
		assertThat(plan.pending()).containsExactly(new Plan.Pending(id("cart"), 2,
				"2 of 3 instances have no node: 1 eligible (node-01); 2 do not offer it, drain or failed to start it"
						+ " (node-02, node-03); 1 only observe (node-04)"));
		assertThat(plan.assignments()).containsExactly(Map.entry(id("cart"), ids(1)));
	}

	@Test
	void aServiceForAllWithoutANodeIsPendingOnce() {
		Candidate service = new Candidate(id("cart"), Replicas.ALL, Set.of());
		Plan plan = this.planner.plan(new Snapshot(nodes(1), List.of(service), Plan.NONE));
		assertThat(plan.assignments()).isEmpty();
		assertThat(plan.pending()).containsExactly(new Plan.Pending(id("cart"), 1,
				"1 of 1 instance has no node: 0 eligible; 1 do not offer it, drain or failed to start it (node-01)"));
	}

	@Test
	void fillsNodesInProportionToTheirCapacity() {
		List<Node> nodes = List.of(node(1, 1, Role.MEMBER), node(2, 3, Role.MEMBER));
		List<Candidate> services = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			services.add(everywhere("s" + i, "1", 2));
		}
		Map<NodeId, Long> counts = counts(this.planner.plan(new Snapshot(nodes, services, Plan.NONE)));
		assertThat(counts).containsOnly(Map.entry(new NodeId(1), 10L), Map.entry(new NodeId(2), 30L));
	}

	@Test
	void aNodeWithoutCapacityIsTheLastResort() {
		List<Node> nodes = List.of(node(1, 0, Role.MEMBER), node(2, 1, Role.MEMBER));
		Plan plan = this.planner
			.plan(new Snapshot(nodes, List.of(everywhere("a", "1", 2), everywhere("b", "2", 2)), Plan.NONE));
		assertThat(plan.assignments()).containsEntry(id("a"), ids(2)).containsEntry(id("b"), ids(1, 2));
	}

	@Test
	void takesFromTheFullestWhenFewerAreWanted() {
		Plan current = new Plan(7, Map.of(id("a"), ids(1, 2), id("b"), ids(2)), List.of());
		Plan plan = this.planner
			.plan(new Snapshot(nodes(2), List.of(everywhere("a", "1", 2), everywhere("b", "1", 2)), current));
		assertThat(plan).isEqualTo(new Plan(8, Map.of(id("a"), ids(1), id("b"), ids(2)), List.of()));
	}

	@RepeatedTest(RANDOM_WORLDS)
	void holdsTheRulesInRandomWorlds(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		List<Node> nodes = randomNodes(random, 1 + random.nextInt(8));
		List<Candidate> services = randomServices(random, nodes);
		Plan plan = Plan.NONE;
		for (int change = 0; change < 12; change++) {
			Plan next = this.planner.plan(new Snapshot(nodes, services, plan));
			assertRules(nodes, services, next);
			assertThat(this.planner.plan(new Snapshot(nodes, services, next))).isSameAs(next);
			assertThat(this.planner.plan(new Snapshot(shuffled(nodes, random), shuffled(services, random), plan)))
				.isEqualTo(next);
			plan = next;
			nodes = changed(nodes, random);
			services = random.nextInt(3) == 0 ? randomServices(random, nodes) : services;
		}
	}

	private static void assertRules(List<Node> nodes, List<Candidate> services, Plan plan) {
		Set<NodeId> members = nodes.stream()
			.filter((node) -> node.role() == Role.MEMBER)
			.map(Node::id)
			.collect(Collectors.toSet());
		for (Candidate service : services) {
			Set<NodeId> possible = new HashSet<>(members);
			possible.retainAll(service.eligible());
			Set<NodeId> assigned = plan.assignments().getOrDefault(service.service(), Set.of());
			assertThat(possible).containsAll(assigned);
			assertThat(assigned).hasSize(Math.min(possible.size(), service.replicas().count()));
			int missing = plan.pending()
				.stream()
				.filter((pending) -> pending.service().equals(service.service()))
				.mapToInt(Plan.Pending::missing)
				.sum();
			boolean all = service.replicas().equals(Replicas.ALL);
			int wanted = all ? Math.max(1, possible.size()) : service.replicas().count();
			assertThat(missing).isEqualTo(wanted - assigned.size());
		}
		assertThat(services).extracting(Candidate::service).containsAll(plan.assignments().keySet());
	}

	@RepeatedTest(RANDOM_WORLDS)
	void spreadsWithinOneAndMovesOnlyWhatMust(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		int size = 2 + random.nextInt(6);
		List<Candidate> services = new ArrayList<>();
		for (int i = 0; i < 1 + random.nextInt(30); i++) {
			String replicas = random.nextInt(6) == 0 ? "all" : Integer.toString(1 + random.nextInt(size));
			services.add(everywhere("s" + i, replicas, size + 1));
		}
		Plan plan = this.planner.plan(new Snapshot(nodes(size), services, Plan.NONE));
		assertEven(plan, size);

		Plan joined = this.planner.plan(new Snapshot(nodes(size + 1), services, plan));
		assertEven(joined, size + 1);
		NodeId newcomer = new NodeId(size + 1);
		joined.assignments().forEach((service, hosts) -> {
			Set<NodeId> added = new HashSet<>(hosts);
			added.removeAll(plan.assignments().getOrDefault(service, Set.of()));
			assertThat(added).isSubsetOf(newcomer);
		});

		List<Node> survivors = new ArrayList<>(nodes(size + 1));
		NodeId dead = survivors.remove(random.nextInt(survivors.size())).id();
		Plan after = this.planner.plan(new Snapshot(survivors, services, joined));
		joined.assignments().forEach((service, hosts) -> {
			Set<NodeId> kept = new HashSet<>(hosts);
			kept.remove(dead);
			assertThat(after.assignments().getOrDefault(service, Set.of())).containsAll(kept);
		});
	}

	private static void assertEven(Plan plan, int nodes) {
		Map<NodeId, Long> counts = counts(plan);
		long most = Collections.max(counts.values());
		long least = (counts.size() < nodes) ? 0 : Collections.min(counts.values());
		assertThat(most - least).isLessThanOrEqualTo(1);
	}

	private static Map<NodeId, Long> counts(Plan plan) {
		Map<NodeId, Long> counts = new HashMap<>();
		plan.assignments().values().forEach((hosts) -> hosts.forEach((host) -> counts.merge(host, 1L, Long::sum)));
		return counts;
	}

	private static List<Node> changed(List<Node> nodes, Random random) {
		List<Node> changed = new ArrayList<>(nodes);
		if (changed.size() > 1 && random.nextBoolean()) {
			changed.remove(random.nextInt(changed.size()));
		}
		else {
			changed.add(randomNode(random, 20 + random.nextInt(70)));
		}
		return changed.stream()
			.collect(Collectors.toMap(Node::id, (node) -> node, (one, other) -> one))
			.values()
			.stream()
			.toList();
	}

	private static List<Node> randomNodes(Random random, int size) {
		List<Node> nodes = new ArrayList<>();
		for (int i = 1; i <= size; i++) {
			nodes.add(randomNode(random, i));
		}
		return nodes;
	}

	private static Node randomNode(Random random, int id) {
		return node(id, random.nextInt(5), random.nextInt(6) == 0 ? Role.OBSERVER : Role.MEMBER);
	}

	private static List<Candidate> randomServices(Random random, List<Node> nodes) {
		List<Candidate> services = new ArrayList<>();
		for (int i = 0; i < random.nextInt(20); i++) {
			Set<NodeId> eligible = nodes.stream()
				.map(Node::id)
				.filter((id) -> random.nextInt(4) > 0)
				.collect(Collectors.toSet());
			String replicas = random.nextInt(5) == 0 ? "all" : Integer.toString(1 + random.nextInt(5));
			services.add(new Candidate(id("s" + i), Replicas.parse(replicas), eligible));
		}
		return services;
	}

	private static <E> List<E> shuffled(List<E> list, Random random) {
		List<E> shuffled = new ArrayList<>(list);
		Collections.shuffle(shuffled, random);
		return shuffled;
	}

	private static Candidate everywhere(String service, String replicas, int nodes) {
		return new Candidate(id(service), Replicas.parse(replicas),
				nodes(nodes).stream().map(Node::id).collect(Collectors.toSet()));
	}

	private static ServiceId id(String service) {
		return new ServiceId(service, "v1");
	}

	private static Set<NodeId> ids(long... values) {
		Set<NodeId> ids = new HashSet<>();
		for (long value : values) {
			ids.add(new NodeId(value));
		}
		return ids;
	}

	private static List<Node> nodes(int size) {
		List<Node> nodes = new ArrayList<>();
		for (int i = 1; i <= size; i++) {
			nodes.add(node(i, 1, Role.MEMBER));
		}
		return nodes;
	}

	private static Node node(long id, double capacity, Role role) {
		HostPort address = new HostPort("127.0.0.1", 0);
		return new Node(new NodeId(id), 1, "node-%02d".formatted(id), "", "", Map.of(), Set.of(), capacity, role,
				address, address, Map.of());
	}

}
