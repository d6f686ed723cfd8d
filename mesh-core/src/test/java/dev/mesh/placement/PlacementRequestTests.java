package dev.mesh.placement;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.mesh.cluster.testing.InMemoryNode;

import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.solver.Rule;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class PlacementRequestTests extends PlacementCluster {

	@Test
	void anyNodeTakesATopologyAndTheSuccessorKeepsIt() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "all"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "all"));
		InMemoryNode three = start("node-3", offer(CART, "1"), offer(ADS, "all"));
		awaitAllIn(one, ADS, 3);
		Admission rehearsed = submit(two, "{services: {cart: {replicas: 3}}}", true);
		assertThat(rehearsed.epoch()).isEqualTo(plan(one).epoch());
		assertThat(rehearsed.start()).hasSize(2).allMatch((place) -> place.service().equals(CART));
		assertThat(hosts(one, CART)).hasSize(1);
		Admission admitted = submit(two, "{services: {cart: {replicas: 3}}}", false);
		assertThat(admitted.epoch()).isGreaterThan(rehearsed.epoch());
		assertThat(admitted.start()).isEqualTo(rehearsed.start());
		await().until(() -> hosts(three, CART).size() == 3);
		kill(one);
		await().until(() -> !used(two).contains(one.id()));
		assertThat(plan(two).policy().topology().services()).containsOnlyKeys("cart");
		assertThat(plan(two).pending()).singleElement()
			.satisfies((pending) -> assertThat(pending.service()).isEqualTo(CART));
		awaitAgreement();
	}

	@Test
	void aTopologyThatDoesNotFitIsRefusedAndNothingChanges() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> used(one).size() == 2);
		awaitAgreement();
		Plan before = plan(one);
		for (InMemoryNode node : List.of(one, two)) {
			PlacementRequestException refusal = refused(node, "{services: {cart: {replicas: 3}, ads: {replicas: 2}}}");
			assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
			assertThat(refusal.isRetryable()).isFalse();
			assertThat(refusal.conflicts()).singleElement().satisfies((conflict) -> {
				assertThat(conflict.services()).containsExactly(CART);
				assertThat(conflict.nodes()).containsOnlyKeys("node-1", "node-2");
				assertThat(conflict.rule()).isEqualTo(Rule.MAX_PER_NODE);
				assertThat(conflict.reason())
					.isEqualTo("cart (3 instances) cannot be placed: at most 1 of cart may be on each of the 2 nodes.");
			});
		}
		assertThat(refused(two, "services: [").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(refused(two, "x".repeat(300_000)).reason()).isEqualTo(Reason.TOO_LONG);
		assertThat(plan(one)).isEqualTo(before);
		assertThat(plan(two)).isEqualTo(before);
	}

	@Test
	void aNodeIsCordonedDrainedAndOpenedAgain() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "all"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "all"));
		awaitAllIn(one, ADS, 2);
		join(member(two).placement.placements().cordon("node-2"));
		InMemoryNode three = start("node-3", offer(CART, "1"), offer(ADS, "all"));
		awaitAllIn(two, ADS, 3);
		assertThat(hosts(two, ADS)).contains(two.id());
		join(member(three).placement.placements().drain("node-2"));
		await().until(() -> !used(three).contains(two.id()) && hosts(three, CART).size() == 1);
		join(member(two).placement.placements().uncordon("node-2"));
		awaitAllIn(three, ADS, 3);
		assertThat(plan(three).policy().modes()).isEmpty();
		CompletionException unknown = catchThrowableOfType(CompletionException.class,
				() -> join(member(two).placement.placements().drain("node-9")));
		assertThat(unknown).hasCauseInstanceOf(PlacementRequestException.class)
			.hasMessageContaining("node-9")
			.hasMessageContaining("node-1");
	}

	@Test
	void aRequestThatLostItsCoordinatorMayBeTriedAgain() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		await().until(() -> hosts(two, CART).size() == 1);
		member(one).placement.stop();
		CompletableFuture<Admission> answer = member(two).placement.placements()
			.submit("{services: {}}", false)
			.toCompletableFuture();
		join(member(two).placement.situation()); // the request before it has been sent
		assertThat(answer).isNotDone();
		kill(one);
		await().until(answer::isDone);
		assertThat(reason(answer)).isEqualTo(Reason.COORDINATOR_CHANGED);
		await().untilAsserted(() -> submit(two, "{services: {}}", false));
		member(two).placement.stop();
		assertThat(reason(member(two).placement.placements().cordon("node-2").toCompletableFuture()))
			.isEqualTo(Reason.NOT_READY);
	}

	private Admission submit(InMemoryNode node, String topology, boolean dryRun) {
		return join(member(node).placement.placements().submit(topology, dryRun));
	}

	private PlacementRequestException refused(InMemoryNode node, String topology) {
		return refusal(member(node).placement.placements().submit(topology, false).toCompletableFuture());
	}

	private static Reason reason(CompletableFuture<Admission> failed) {
		return refusal(failed).reason();
	}

	private static PlacementRequestException refusal(CompletableFuture<Admission> failed) {
		CompletionException thrown = catchThrowableOfType(CompletionException.class, failed::join);
		return (PlacementRequestException) Objects.requireNonNull(thrown.getCause());
	}

}
