package dev.mesh.service;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MovesUnderWayIntegrationTests {

	private static final int SERVICES = 16;

	private final InProcessNetwork network = new InProcessNetwork();

	private final Map<String, MeshNode> nodes = new TreeMap<>();

	private final Beans beans = new Beans();

	@AfterEach
	void stopAll() {
		this.nodes.values().forEach(MeshNode::stop);
	}

	@Test
	void thePlanCompletesThoughItsCoordinatorIsKilled() {
		List.of("a", "b", "c", "d").forEach(this::start);
		MeshNode survivor = node("c");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.beans.total() == 2 * SERVICES && settled(survivor));
		assertThat(survivor.cluster().view().coordinator()).isEqualTo(node("a").cluster().self().id());

		survivor.placements().drain("b").toCompletableFuture().join();
		await().pollInterval(Duration.ofMillis(5)).until(() -> !survivor.plans().get().isFinal());
		Plan before = survivor.plans().get();
		Set<String> onlyOnSurvivors = this.beans.lose("a");
		node("a").kill();

		NodeId gone = node("a").cluster().self().id();
		await().atMost(Duration.ofSeconds(60))
			.until(() -> survivor.cluster().view().find(gone) == null && settled(survivor)
					&& this.beans.servicesWithout("b").size() == SERVICES);
		Plan after = survivor.plans().get();
		assertThat(before.isFinal()).isFalse();
		assertThat(after.epoch()).isGreaterThan(before.epoch());
		assertThat(after.pending()).isEmpty();
		assertThat(after.policy()).isEqualTo(before.policy());
		assertThat(this.beans.counts().values()).containsOnly(2);
		this.beans.fewest.forEach((service, fewest) -> assertThat(fewest).as(service)
			.isGreaterThanOrEqualTo(onlyOnSurvivors.contains(service) ? 2 : 1));
	}

	/** All that the plan says is live where it says, and nothing else. */
	private static boolean settled(MeshNode node) {
		Plan plan = node.plans().get();
		Map<ServiceId, Map<NodeId, Integer>> live = new TreeMap<>();
		node.directory()
			.snapshot()
			.entries()
			.values()
			.forEach((entry) -> entry.instances()
				.stream()
				.filter((instance) -> instance.status() == InstanceStatus.READY)
				.forEach((instance) -> live.computeIfAbsent(instance.service(), (service) -> new TreeMap<>())
					.merge(entry.node(), 1, Integer::sum)));
		return plan.epoch() > 0 && plan.isFinal() && live.equals(plan.assignment().counts());
	}

	private MeshNode node(String name) {
		MeshNode node = this.nodes.get(name);
		assertThat(node).isNotNull();
		return node;
	}

	private void start(String name) {
		TestNode test = new TestNode(name);
		for (int i = 0; i < SERVICES; i++) {
			test.hosts(Runnable.class, "s" + i, "2", this.beans.source(name, "s" + i));
		}
		MeshNode node = MeshNode.of(test.spec(), this.network);
		this.nodes.put(name, node);
		node.start();
	}

	/**
	 * Which service has beans on which nodes, and how few each ever had when one ended.
	 */
	private static final class Beans {

		private final Map<String, Set<String>> live = new ConcurrentHashMap<>();

		private final Set<String> lost = new HashSet<>();

		private final Map<String, Integer> fewest = new ConcurrentHashMap<>();

		InstanceSource source(String node, String service) {
			return new InstanceSource() {

				@Override
				public Object create() {
					await().pollDelay(Duration.ofMillis(100)).until(() -> true);
					change(node, () -> Beans.this.live.computeIfAbsent(service, (name) -> new HashSet<>()).add(node));
					return (Runnable) () -> {
					};
				}

				@Override
				public void destroy(Object bean) {
					change(node, () -> {
						Set<String> nodes = Beans.this.live.getOrDefault(service, new HashSet<>());
						nodes.remove(node);
						Beans.this.fewest.merge(service, nodes.size(), Math::min);
					});
				}

			};
		}

		private synchronized void change(String node, Runnable change) {
			if (!this.lost.contains(node)) {
				change.run();
			}
		}

		/**
		 * Return the services that had no bean there; what is still made there counts for
		 * nothing.
		 */
		synchronized Set<String> lose(String node) {
			Set<String> others = servicesWithout(node);
			this.lost.add(node);
			this.live.values().forEach((nodes) -> nodes.remove(node));
			return others;
		}

		synchronized int total() {
			return this.live.values().stream().mapToInt(Set::size).sum();
		}

		synchronized Set<String> servicesWithout(String node) {
			Set<String> services = new HashSet<>();
			this.live.forEach((service, nodes) -> {
				if (!nodes.contains(node)) {
					services.add(service);
				}
			});
			return services;
		}

		synchronized Map<String, Integer> counts() {
			Map<String, Integer> counts = new TreeMap<>();
			this.live.forEach((service, nodes) -> counts.put(service, nodes.size()));
			return counts;
		}

	}

}
