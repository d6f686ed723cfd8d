package dev.mesh.cluster.jgroups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.NameTakenException;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Several nodes in one JVM.
 */
class InProcessMembershipIntegrationTests {

	private final TestNodes nodes = new TestNodes();

	@AfterEach
	void stopNodes() {
		this.nodes.close();
	}

	@Test
	void singleNodeFormsItsOwnView() {
		JGroupsCluster alone = this.nodes.start("a");
		assertThat(TestNodes.names(alone.view())).containsExactly("a");
		assertThat(alone.isCoordinator()).isTrue();
		assertThat(alone.status().get()).isEqualTo(MembershipStatus.MEMBER);
	}

	@Test
	void joinerIsKnownWithItsWholeIdentity() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		View view = TestNodes.awaitMembers(first, "a", "b");
		assertThat(view.find("b")).isEqualTo(second.self());
		Node known = view.find(second.self().id());
		assertThat(known).isNotNull();
		assertThat(known.rpcAddress()).isEqualTo(TestNodes.RPC);
		assertThat(known.contracts()).isEqualTo(Map.of("Pricing", 42L));
		assertThat(known.labels()).isEqualTo(Map.of("disk", "ssd"));
		assertThat(known.tags()).isEqualTo(Set.of("edge"));
		assertThat(known.clusterAddress().port()).isPositive();
	}

	@Test
	void allNodesAgreeOnTheSameView() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		JGroupsCluster third = this.nodes.start("c");
		View view = TestNodes.awaitMembers(third, "a", "b", "c");
		await().atMost(TestNodes.PATIENCE)
			.untilAsserted(() -> assertThat(List.of(first.view(), second.view(), third.view())).containsOnly(view));
		assertThat(view.coordinator()).isEqualTo(first.self().id());
	}

	@Test
	void leavingNodeIsGoneAndNumberGrows() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		long before = TestNodes.awaitMembers(first, "a", "b").number();
		second.stop();
		View after = TestNodes.awaitMembers(first, "a");
		assertThat(after.number()).isGreaterThan(before);
		assertThat(second.status().get()).isEqualTo(MembershipStatus.STOPPED);
		assertThat(second.view().members()).isEmpty();
	}

	@Test
	void leaderChangesAndEpochGrowsWhenTheLeaderIsKilled() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		JGroupsCluster third = this.nodes.start("c");
		View before = TestNodes.awaitMembers(third, "a", "b", "c");
		first.kill();
		View after = TestNodes.awaitMembers(third, "b", "c");
		assertThat(after.epoch()).isGreaterThan(before.epoch());
		assertThat(after.coordinator()).isEqualTo(second.self().id());
	}

	@Test
	void newestEpochLeadsAfterAMergeAndTheOthersComeBackAsNewIncarnations() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		JGroupsCluster third = this.nodes.start("c");
		JGroupsCluster fourth = this.nodes.start("d");
		for (JGroupsCluster node : List.of(first, second, third, fourth)) {
			TestNodes.awaitMembers(node, "a", "b", "c", "d");
		}
		long incarnation = first.self().incarnation();
		this.nodes.network().partition(List.of(Set.of("a", "b"), Set.of("c", "d")));
		View left = TestNodes.awaitMembers(first, "a", "b");
		View right = TestNodes.awaitMembers(third, "c", "d");
		assertThat(right.epoch()).isGreaterThan(left.epoch());
		this.nodes.network().heal();
		View merged = TestNodes.awaitMembers(first, "a", "b", "c", "d");
		// The transport may merge in steps, and then c's side is led by d for a while.
		assertThat(merged.coordinator()).isIn(third.self().id(), fourth.self().id());
		assertThat(merged.epoch()).isGreaterThanOrEqualTo(right.epoch());
		assertThat(first.self().incarnation()).isGreaterThan(incarnation);
		assertThat(first.lastExclusion()).isPresent();
		assertThat(merged.contains(first.self().id(), incarnation)).isFalse();
		TestNodes.awaitMembers(fourth, "a", "b", "c", "d");
	}

	@Test
	void secondNodeWithALiveNameIsRefused() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster twin = this.nodes.create("a");
		assertThatExceptionOfType(NameTakenException.class).isThrownBy(() -> twin.start(TestNodes.RPC, Map.of()))
			.satisfies((ex) -> assertThat(ex.holder()).isEqualTo(first.self().clusterAddress()))
			.withMessageContaining("'a'")
			.withMessageContaining(first.self().clusterAddress().toString());
		assertThat(twin.status().get()).isEqualTo(MembershipStatus.STOPPED);
		assertThat(TestNodes.names(first.view())).containsExactly("a");
	}

	@Test
	void nodeKilledAndRestartedAtOnceGetsItsNameBack() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		NodeId old = second.self().id();
		second.kill();
		JGroupsCluster restarted = this.nodes.start("b");
		View view = first.awaitView((seen) -> seen.find(restarted.self().id()) != null, TestNodes.PATIENCE);
		assertThat(view.find(old)).isNull();
	}

	@Test
	void oneNodeRestartsAHundredTimes() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.create("b");
		long number = 0;
		for (int i = 0; i < 100; i++) {
			second.start(TestNodes.RPC, Map.of());
			assertThat(second.view().number()).isGreaterThan(number);
			number = second.view().number();
			second.stop();
		}
		TestNodes.awaitMembers(first, "a");
	}

	@Test
	void messagesArriveInOrderFromMembers() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		TestNodes.awaitMembers(first, "a", "b");
		ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();
		first.receive(Subject.DIRECTORY, (sender, payload) -> {
			assertThat(sender.name()).isEqualTo("b");
			received.add(payload.length);
		});
		for (int i = 0; i < 200; i++) {
			second.broadcast(Subject.DIRECTORY, new byte[i]);
		}
		second.send(first.self().id(), Subject.DIRECTORY, new byte[1 << 20]);
		await().atMost(TestNodes.PATIENCE).until(() -> received.size() == 201);
		assertThat(List.copyOf(received)).isSorted();
	}

	@Test
	void whatGoesToSeveralNodesIsCountedForEach() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		JGroupsCluster third = this.nodes.start("c");
		TestNodes.awaitMembers(third, "a", "b", "c");
		AtomicInteger received = new AtomicInteger();
		first.receive(Subject.DIRECTORY, (sender, payload) -> received.incrementAndGet());
		second.receive(Subject.DIRECTORY, (sender, payload) -> received.incrementAndGet());
		int bytes = 1 << 20;
		long before = this.nodes.network().carriedBytes();
		third.broadcast(Subject.DIRECTORY, new byte[bytes]);
		await().atMost(TestNodes.PATIENCE).until(() -> received.get() == 2);
		assertThat(this.nodes.network().carriedBytes() - before).isBetween(2L * bytes, 3L * bytes);
	}

	@Test
	void aCutThatClosesNoSocketLeavesTwoWholeSidesThoughAllMonitorsAreOnOne() throws Exception {
		Map<String, JGroupsCluster> started = start(Watch.MONITORS + 6);
		String[] left = names(1, Watch.MONITORS + 2);
		String[] right = names(Watch.MONITORS + 3, Watch.MONITORS + 6);
		this.nodes.network().cut(List.of(Set.of(left), Set.of(right)));
		awaitMembers(started, left);
		awaitMembers(started, right);
		this.nodes.network().heal();
		awaitMembers(started, names(1, Watch.MONITORS + 6));
	}

	@Test
	void oneSilentNodeOfManyIsMissedWhoeverItIs() throws Exception {
		Map<String, JGroupsCluster> started = start(Watch.MONITORS + 4);
		List<String> left = new ArrayList<>(started.keySet());
		for (String silent : List.of("n1", "n3", "n9")) {
			left.remove(silent);
			this.nodes.network().cut(List.of(Set.copyOf(left)));
			awaitMembers(started, left.toArray(String[]::new));
		}
	}

	private Map<String, JGroupsCluster> start(int count) throws Exception {
		Map<String, JGroupsCluster> started = new LinkedHashMap<>();
		for (String name : names(1, count)) {
			started.put(name, this.nodes.start(name));
		}
		awaitMembers(started, names(1, count));
		return started;
	}

	private static void awaitMembers(Map<String, JGroupsCluster> started, String... names) throws Exception {
		for (Map.Entry<String, JGroupsCluster> node : started.entrySet()) {
			if (List.of(names).contains(node.getKey())) {
				TestNodes.awaitMembers(node.getValue(), names);
			}
		}
	}

	private static String[] names(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj((i) -> "n" + i).toArray(String[]::new);
	}

	@Test
	void isolatedNodeLosesTheOthersAndComesBackByItself() throws Exception {
		JGroupsCluster first = this.nodes.start("a");
		JGroupsCluster second = this.nodes.start("b");
		JGroupsCluster third = this.nodes.start("c");
		TestNodes.awaitMembers(third, "a", "b", "c");
		this.nodes.network().isolate("a");
		TestNodes.awaitMembers(second, "b", "c");
		this.nodes.network().heal();
		View merged = TestNodes.awaitMembers(second, "a", "b", "c");
		assertThat(merged.coordinator()).isIn(second.self().id(), third.self().id());
		assertThat(TestNodes.awaitMembers(first, "a", "b", "c").contains(first.self().id(), first.self().incarnation()))
			.isTrue();
		await().atMost(TestNodes.PATIENCE).until(() -> first.status().get() == MembershipStatus.MEMBER);
	}

}
