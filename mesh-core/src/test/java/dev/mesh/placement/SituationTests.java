package dev.mesh.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.testing.InMemoryBus;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.control.LoopThread;
import dev.mesh.directory.DirectoryOptions;
import dev.mesh.directory.ReplicatedDirectory;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.placement.explain.Loss;
import dev.mesh.placement.explain.Standing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class SituationTests {

	private static final ServiceId CART = new ServiceId("cart", "1");

	private static final ServiceId NEWER_CART = new ServiceId("cart", "2");

	private final InMemoryBus bus = new InMemoryBus(7);

	private final List<ReplicatedDirectory> directories = new ArrayList<>();

	private final List<PlacementLoop> loops = new ArrayList<>();

	@AfterEach
	void stop() {
		this.loops.forEach(PlacementLoop::stop);
		this.directories.forEach(ReplicatedDirectory::stop);
		this.bus.close();
	}

	@Test
	void everyNodeExplainsThePlanAndWhatCouldBeLost() {
		start("node-1", "{replicas: 2}");
		start("node-2", "{replicas: 2}");
		for (PlacementLoop loop : this.loops) {
			await().untilAsserted(() -> assertThat(loop.plans().get().goal().total(CART)).isEqualTo(2));
			await().untilAsserted(() -> {
				Situation now = loop.situation().toCompletableFuture().join();
				assertThat(now.explain(CART).nodes()).extracting(Standing::node).containsExactly("node-1", "node-2");
				assertThat(now.explain(CART).nodes()).hasOnlyElementsOfType(Standing.Placed.class);
				assertThat(now.losses().harmful()).extracting(Loss::name).containsExactly("node-1", "node-2");
			});
		}
	}

	@Test
	void findsServicesByNameAndByVersion() {
		start("node-1", "{}", CART, NEWER_CART);
		await().untilAsserted(() -> {
			Situation now = this.loops.get(0).situation().toCompletableFuture().join();
			assertThat(now.find("cart")).isEqualTo(NEWER_CART);
			assertThat(now.find("cart@1")).isEqualTo(CART);
			assertThat(now.find("ads")).isNull();
		});
	}

	@Test
	void aStoppedLoopIsNotReadyToLook() {
		start("node-1", "{}");
		PlacementLoop loop = this.loops.get(0);
		loop.stop();
		CompletableFuture<Situation> answer = loop.situation().toCompletableFuture();
		CompletionException thrown = catchThrowableOfType(CompletionException.class, answer::join);
		assertThat(thrown).cause()
			.isInstanceOfSatisfying(PlacementRequestException.class,
					(refusal) -> assertThat(refusal.isRetryable()).isTrue());
	}

	private void start(String name, String spec) {
		start(name, spec, CART);
	}

	private void start(String name, String spec, ServiceId... services) {
		InMemoryNode node = this.bus.join(name);
		ReplicatedDirectory directory = new ReplicatedDirectory(node, node, new HybridLogicalClock(node.id().value()),
				DirectoryOptions.DEFAULTS, new LoopThread("test-directory"));
		this.directories.add(directory);
		List<ServiceOffer> offers = List.of(services)
			.stream()
			.map((service) -> new ServiceOffer(service, "contract." + service.name(), spec))
			.toList();
		directory.publish((content) -> content.withOffers(offers));
		PlacementLoop loop = new PlacementLoop(node, node, directory, PlacementOptions.DEFAULTS);
		this.loops.add(loop);
		directory.start();
		loop.start();
	}

}
