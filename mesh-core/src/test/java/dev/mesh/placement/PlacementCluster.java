package dev.mesh.placement;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.testing.InMemoryBus;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.control.LoopThread;
import dev.mesh.directory.DirectoryOptions;
import dev.mesh.directory.ReplicatedDirectory;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;

import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.traffic.NodeReport;

import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes in one process whose placement loops are tested.
 */
abstract class PlacementCluster {

	static final ServiceId CART = new ServiceId("cart", "v1");

	static final ServiceId ADS = new ServiceId("ads", "v1");

	final InMemoryBus bus = new InMemoryBus(7);

	private final Map<InMemoryNode, Member> members = new ConcurrentHashMap<>();

	@AfterEach
	void stop() {
		this.members.values().forEach(Member::stop);
		this.bus.close();
	}

	void awaitAllIn(InMemoryNode node, ServiceId service, int count) {
		await().until(() -> hosts(node, service).size() == count);
		awaitAgreement();
	}

	static <T> T join(CompletionStage<T> answer) {
		return answer.toCompletableFuture().join();
	}

	static Plan plan(long epoch, ServiceId service, InMemoryNode host) {
		return Plan.settled(epoch, new Assignment(Map.of(service, Map.of(host.id(), 1))), List.of());
	}

	void awaitAgreement() {
		List<InMemoryNode> live = this.bus.nodes().toList();
		await().until(
				() -> live.stream().map((node) -> plan(node)).distinct().count() == 1 && plan(live.get(0)).epoch() > 0);
	}

	Set<NodeId> used(InMemoryNode node) {
		Set<NodeId> used = new HashSet<>();
		plan(node).assignment().counts().values().forEach((nodes) -> used.addAll(nodes.keySet()));
		return used;
	}

	Plan plan(InMemoryNode node) {
		return member(node).placement.plans().get();
	}

	Set<NodeId> hosts(InMemoryNode node, ServiceId service) {
		return plan(node).assignment().nodesOf(service);
	}

	String attribute(InMemoryNode reader, InMemoryNode writer) {
		var entry = member(reader).directory.snapshot().entries().get(writer.id());
		return (entry != null) ? entry.attributes().getOrDefault("n", "") : "";
	}

	void publishOffers(InMemoryNode node, ServiceOffer... offers) {
		member(node).directory.publish((content) -> content.withOffers(List.of(offers)));
	}

	Member member(InMemoryNode node) {
		Member member = this.members.get(node);
		assertThat(member).isNotNull();
		return member;
	}

	void kill(InMemoryNode node) {
		this.bus.kill(node);
		member(node).stop();
	}

	InMemoryNode start(String name, ServiceOffer... offers) {
		return start(name, OptimizeOptions.DEFAULTS, (node) -> NodeReport.NONE, offers);
	}

	InMemoryNode start(String name, OptimizeOptions optimize, Function<InMemoryNode, NodeReport> reports,
			ServiceOffer... offers) {
		InMemoryNode node = this.bus.join(name);
		Member member = new Member(node, optimize, reports);
		this.members.put(node, member);
		member.directory.publish((content) -> content.withOffers(List.of(offers)));
		member.directory.start();
		member.placement.start();
		return node;
	}

	static ServiceOffer offer(ServiceId service, String replicas) {
		return new ServiceOffer(service, "contract." + service.name(),
				replicas.startsWith("{") ? replicas : "{replicas: " + replicas + "}");
	}

	/**
	 * One node's share in placement.
	 */
	static final class Member {

		final ReplicatedDirectory directory;

		final PlacementLoop placement;

		Member(InMemoryNode node, OptimizeOptions optimize, Function<InMemoryNode, NodeReport> reports) {
			this.directory = new ReplicatedDirectory(
					node, node, new HybridLogicalClock(node.id().value()), new DirectoryOptions(Duration.ofMillis(50),
							Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(20)),
					new LoopThread("test-directory"));
			ScalingOptions scaling = new ScalingOptions(8, 0.7, Duration.ofMillis(200), Duration.ZERO, Duration.ZERO);
			PlacementOptions options = new PlacementOptions(Duration.ofMillis(500), Duration.ofMillis(50),
					Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(1), 4, Weights.DEFAULT, scaling,
					optimize);
			this.placement = new PlacementLoop(node, node, this.directory, options, () -> reports.apply(node));
		}

		void stop() {
			this.placement.stop();
			this.directory.stop();
		}

	}

}
