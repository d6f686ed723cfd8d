package dev.mesh.placement;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.ServiceId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PlacementLoopTests extends PlacementCluster {

	@Test
	void oneNodePlacesWhatItOffers() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		await().until(() -> hosts(one, CART).equals(Set.of(one.id())));
	}

	@Test
	void allNodesHoldTheSamePlanAndJoinersGetIt() {
		InMemoryNode one = start("node-1", offer(CART, "2"), offer(ADS, "all"));
		InMemoryNode two = start("node-2", offer(CART, "2"), offer(ADS, "all"));
		awaitAgreement();
		await().until(() -> hosts(one, CART).equals(Set.of(one.id(), two.id())));
		InMemoryNode three = start("node-3", offer(ADS, "all"));
		await().until(() -> hosts(three, ADS).equals(Set.of(one.id(), two.id(), three.id())));
		awaitAgreement();
	}

	@Test
	void aSuccessorContinuesFromTheNewestPlan() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode three = start("node-3", offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> used(two).size() == 2);
		awaitAgreement();
		long epoch = plan(two).epoch();
		Set<NodeId> survivors = Set.of(two.id(), three.id());
		Map<ServiceId, Map<NodeId, Integer>> before = plan(two).assignment().counts();
		kill(one);
		await().until(() -> plan(two).epoch() > epoch && survivors.containsAll(used(two)) && used(two).size() == 2);
		before.forEach((service, hosts) -> {
			if (survivors.containsAll(hosts.keySet())) {
				assertThat(hosts(two, service)).isEqualTo(hosts.keySet());
			}
		});
		awaitAgreement();
	}

	@Test
	void aCoordinatorThatDiesMidwayIsSucceededByWhoKnowsLess() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		InMemoryNode three = start("node-3", offer(CART, "1"));
		awaitAgreement();
		Plan onlyThreeSaw = plan(500, CART, three);
		// As if the coordinator had died after it sent its plan to one of two.
		three.deliver(one.self(), Subject.PLACEMENT, PlacementFormat.encode(new PlacementMessage.Newest(onlyThreeSaw)));
		await().until(() -> plan(three).epoch() >= 500);
		kill(one);
		await().until(() -> plan(two).epoch() > 500 && hosts(two, CART).equals(Set.of(three.id())));
		awaitAgreement();
	}

	@Test
	void aPartitionMendsIntoOnePlan() {
		InMemoryNode one = start("node-1", offer(CART, "2"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "2"), offer(ADS, "1"));
		InMemoryNode three = start("node-3", offer(CART, "2"), offer(ADS, "1"));
		awaitAgreement();
		this.bus.partition(three);
		await().until(() -> used(three).equals(Set.of(three.id())));
		await().until(() -> !used(one).contains(three.id()) && hosts(one, CART).size() == 2);
		long highest = Math.max(plan(one).epoch(), plan(three).epoch());
		this.bus.heal();
		await().until(() -> plan(three).epoch() > highest && plan(three).equals(plan(one)));
		await().until(() -> used(one).equals(Set.of(one.id(), two.id(), three.id())));
		awaitAgreement();
	}

	@Test
	void aStalePlanIsIgnoredAndSoIsOneFromAStranger() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		awaitAgreement();
		List<Long> epochs = new CopyOnWriteArrayList<>();
		member(two).placement.plans().watch((plan) -> epochs.add(plan.epoch()));
		Plan stale = plan(0, ADS, two);
		two.deliver(one.self(), Subject.PLACEMENT, PlacementFormat.encode(new PlacementMessage.Newest(stale)));
		Plan usurped = plan(900, ADS, two);
		two.deliver(two.self(), Subject.PLACEMENT, PlacementFormat.encode(new PlacementMessage.Newest(usurped)));
		two.deliver(one.self(), Subject.PLACEMENT, new byte[] { 1, 1, 127, 0, 0 });
		publishOffers(one, offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> hosts(two, ADS).size() == 1);
		assertThat(plan(two).epoch()).isLessThan(900);
		assertThat(epochs).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void convergesThoughNothingOrderedArrivesFromTheCoordinator() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		awaitAgreement();
		this.bus.stall(one, two);
		publishOffers(one, offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> hosts(two, ADS).size() == 1);
		awaitAgreement();
	}

	@Test
	void convergesThoughManyMessagesAreLost() {
		this.bus.loseMessages(50);
		for (int i = 1; i <= 4; i++) {
			start("node-" + i, offer(CART, "3"), offer(ADS, "all"));
		}
		InMemoryNode first = this.bus.nodes().findFirst().orElseThrow();
		await().until(() -> hosts(first, ADS).size() == 4 && hosts(first, CART).size() == 3);
		awaitAgreement();
	}

	@Test
	void aDrainingNodeGetsNothingAndItsInstancesGoElsewhere() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		await().until(() -> !hosts(one, CART).isEmpty());
		InMemoryNode host = hosts(one, CART).contains(one.id()) ? one : two;
		InMemoryNode other = (host == one) ? two : one;
		member(host).directory.publish((content) -> content.withAttribute(PlacementLoop.DRAINING, "true"));
		await().until(() -> hosts(one, CART).equals(Set.of(other.id())));
		member(other).directory.publish((content) -> content.withAttribute(PlacementLoop.DRAINING, "true"));
		await().until(() -> plan(one).pending().size() == 1 && hosts(one, CART).isEmpty());
	}

	@Test
	void aServiceThatFailedToStartGoesElsewhereAndComesBackAfterTheBackOff() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		await().until(() -> hosts(one, CART).size() == 1);
		member(one).directory
			.publish((content) -> content.withInstance(new Instance(CART, InstanceStatus.FAILED, "port taken")));
		await().until(() -> plan(one).pending().size() == 1);
		assertThat(plan(one).pending().get(0).reason()).contains("failed to start it (node-1)");
		member(one).directory.publish((content) -> content.withoutInstance(CART));
		await().until(() -> plan(one).pending().isEmpty() && hosts(one, CART).size() == 1);
	}

	@Test
	void theOfferWrittenLastSaysHowManyAreWanted() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		awaitAgreement();
		publishOffers(two, offer(CART, "2"));
		await().until(() -> hosts(one, CART).size() == 2);
		publishOffers(one, offer(CART, "not a number"), offer(ADS, "1"));
		await().until(() -> hosts(one, CART).equals(Set.of(two.id())));
	}

	@Test
	void doesNotFlapWhileOnlyTheLoadChanges() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> used(one).size() == 2);
		awaitAgreement();
		Plan before = plan(two);
		for (int i = 0; i < 20; i++) {
			String value = Integer.toString(i);
			member(two).directory.publish((content) -> content.withAttribute("n", value));
			await().until(() -> value.equals(attribute(one, two)));
		}
		publishOffers(two, offer(CART, "1"), offer(ADS, "1"), offer(new ServiceId("new", "v1"), "1"));
		await().until(() -> plan(two).epoch() > before.epoch());
		assertThat(plan(two).epoch()).isEqualTo(before.epoch() + 1);
	}

	@Test
	void startsAgainFromTheNewestPlanItSaw() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		await().until(() -> hosts(one, CART).size() == 1);
		long epoch = plan(one).epoch();
		member(one).placement.stop();
		member(one).placement.start();
		await().until(() -> plan(one).epoch() > epoch);
		assertThat(hosts(one, CART)).containsExactly(one.id());
	}

	@Test
	void anElasticServiceGrowsUnderLoad() {
		InMemoryNode one = start("node-1", offer(CART, "1..3"));
		InMemoryNode two = start("node-2", offer(CART, "1..3"));
		InMemoryNode three = start("node-3", offer(CART, "1..3"));
		await().until(() -> hosts(three, CART).size() == 1);
		member(two).directory.publish((content) -> content.withLoad(new Load(0.1, 30, Map.of(CART, 30))));
		await().until(() -> hosts(three, CART).size() == 3);
		kill(one);
		await().until(() -> hosts(three, CART).size() == 2 && !used(three).contains(one.id()));
		assertThat(plan(three).policy().scales()).containsKey(CART);
	}

}
