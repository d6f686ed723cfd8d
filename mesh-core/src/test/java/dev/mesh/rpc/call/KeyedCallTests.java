package dev.mesh.rpc.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.selector.ConsistentHash;
import dev.mesh.selector.Selectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls with a key go to the key's owner.
 */
class KeyedCallTests {

	private final TestCluster cluster = new TestCluster().know(Carts.class, "carts");

	private Selectors selectors = Selectors.defaults();

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private TestNode host(String name) {
		TestNode node = this.cluster.add(name, (builder) -> builder.selectors(this.selectors));
		node.host("carts", new NamedCarts(name));
		return node;
	}

	private static String keyOf(String owner, TestNode node) {
		return owners(node).entrySet()
			.stream()
			.filter((entry) -> entry.getValue().equals(owner))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	private static Thread start(FutureTask<String> call) {
		Thread thread = new Thread(call, "test-caller");
		thread.start();
		return thread;
	}

	private static Map<String, String> owners(TestNode node) {
		Map<String, String> owners = new HashMap<>();
		for (int i = 0; i < 300; i++) {
			owners.put("user-" + i, node.stub(Carts.class).owner("user-" + i));
		}
		return owners;
	}

	@Test
	void allNodesAgreeOnTheOwnerAndAllOwnSome() {
		List<TestNode> nodes = List.of(host("a"), host("b"), host("c"));
		Map<String, String> owners = owners(nodes.get(0));
		assertThat(owners(nodes.get(1))).isEqualTo(owners);
		assertThat(owners(nodes.get(2))).isEqualTo(owners);
		assertThat(owners.values()).contains("a", "b", "c");
		assertThat(IntStream.range(0, 50).mapToObj((i) -> nodes.get(0).stub(Carts.class).owner("p", i)))
			.containsExactlyElementsOf(
					IntStream.range(0, 50).mapToObj((i) -> nodes.get(1).stub(Carts.class).owner("p", i)).toList());
	}

	@Test
	void onlyTheKeysOfALostNodeMove() {
		TestNode caller = host("a");
		host("b");
		TestNode lost = host("c");
		Map<String, String> before = owners(caller);
		this.cluster.remove(lost);
		owners(caller).forEach((user, owner) -> {
			if ("c".equals(before.get(user))) {
				assertThat(owner).isNotEqualTo("c");
			}
			else {
				assertThat(owner).isEqualTo(before.get(user));
			}
		});
	}

	@Test
	void aCallWaitsForAnOwnerThatCannotBeReachedUntilItsKeysAreAnothers() throws Exception {
		TestNode caller = host("a");
		TestNode cut = host("b");
		host("c");
		String user = keyOf("b", caller);
		cut.unreachable = true;
		FutureTask<String> call = new FutureTask<>(() -> caller.stub(Carts.class).owner(user));
		Thread thread = start(call);
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		assertThat(call).isNotDone();
		this.cluster.remove(cut);
		assertThat(call.get(5, TimeUnit.SECONDS)).isIn("a", "c");
	}

	@Test
	void aCallThatIsLateForItsOwnerIsNotExecutedElsewhere() {
		TestNode caller = host("a");
		TestNode cut = host("b");
		String user = keyOf("b", caller);
		cut.unreachable = true;
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> caller.stub(Carts.class).hurried(user))
			.withMessageContaining("no connection")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_SENT));
	}

	@Test
	void consistentHashGoesToTheNextWhenTheFirstCannotBeReached() {
		this.selectors = Selectors.of(new ConsistentHash());
		TestNode caller = host("a");
		TestNode cut = host("b");
		host("c");
		Map<String, String> before = owners(caller);
		cut.unreachable = true;
		owners(caller).forEach((user, owner) -> {
			if (!"b".equals(before.get(user))) {
				assertThat(owner).isEqualTo(before.get(user));
			}
			else {
				assertThat(owner).isIn("a", "c");
			}
		});
	}

	@Test
	void aCallerThatIsBehindFollowsTheRefusalToTheNewOwner() {
		TestNode caller = this.cluster.add("caller");
		TestNode former = host("a");
		TestNode joined = this.cluster.add("b");
		caller.behind = true;
		joined.host("carts", new NamedCarts("b"));
		String moved = keyOf("b", former);
		int before = former.requests.get();
		assertThat(caller.stub(Carts.class).owner(moved)).isEqualTo("b");
		assertThat(former.requests.get() - before).isOne();
	}

	@Test
	void aNodeThatIsBehindServesNoKeyThatItsViewGivesToAnother() throws Exception {
		TestNode caller = this.cluster.add("caller");
		TestNode former = host("a");
		TestNode behind = host("b");
		String user = keyOf("a", caller);
		behind.behind = true;
		former.status("carts", null);
		int before = behind.requests.get();
		FutureTask<String> call = new FutureTask<>(() -> caller.stub(Carts.class).owner(user));
		start(call);
		Awaitility.await().until(() -> behind.requests.get() - before > 2);
		assertThat(call).isNotDone();
		behind.behind = false;
		this.cluster.publish();
		assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("b");
	}

	/** The deadline may pass between two attempts, or on the way of the last one. */
	@Test
	void nodesThatNameEachOtherAreNotAskedWithoutEnd() {
		TestNode caller = this.cluster.add("caller");
		TestNode one = host("a");
		TestNode other = host("b");
		String user = keyOf("a", caller);
		one.directory.publish(this.cluster.without(one));
		other.directory.publish(this.cluster.without(other));
		int before = one.requests.get() + other.requests.get();
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> caller.stub(Carts.class).hurried(user))
			.satisfies((ex) -> assertThat(ex.reason()).isIn(Reason.NOT_OWNER, Reason.DEADLINE));
		assertThat(one.requests.get() + other.requests.get() - before).isBetween(2, 100);
	}

	@Test
	void callsWithoutAKeyGoToAnyInstance() {
		TestNode caller = this.cluster.add("caller");
		host("a");
		host("b");
		assertThat(IntStream.range(0, 50).mapToObj((i) -> caller.stub(Carts.class).any())).contains("a", "b");
	}

}
