package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.template.ContractCalls;
import dev.mesh.rpc.template.Replies;
import dev.mesh.selector.Consistency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls to several nodes of which one is killed or hangs, and to owners of keys that come
 * and go.
 */
class MeshTemplateIntegrationTests {

	private final InProcessNetwork network = new InProcessNetwork();

	private final Map<String, MeshNode> nodes = new HashMap<>();

	private final Map<String, CountDownLatch> hung = new ConcurrentHashMap<>();

	private ContractCalls<Store> store;

	@BeforeEach
	void startNodes() {
		MeshNode caller = start(new TestNode("caller").zone("a").imports(Store.class, "store"));
		start(host("one", "a"));
		start(host("two", "b"));
		start(host("three", "b"));
		this.store = caller.template().of(Store.class);
		await().until(() -> ready(caller) == 3);
	}

	private TestNode host(String name, String zone) {
		return new TestNode(name).zone(zone)
			.hosts(Store.class, "store", "all", (node) -> new NamedStore(node, this.hung));
	}

	private MeshNode start(TestNode test) {
		MeshNode node = MeshNode.of(test.spec(), this.network);
		this.nodes.put(node.cluster().self().name(), node);
		node.start();
		return node;
	}

	private static long ready(MeshNode node) {
		return node.directory()
			.snapshot()
			.instancesOf("store")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.count();
	}

	@AfterEach
	void stopNodes() {
		this.hung.values().forEach(CountDownLatch::countDown);
		this.nodes.values().forEach(MeshNode::stop);
	}

	private static Set<String> names(Replies<?> replies) {
		return Set.copyOf(replies.acknowledged().stream().map(Node::name).toList());
	}

	@Test
	void allAreReachedAndEachSaysItsOwn() {
		Replies<String> replies = this.store.call(Store::name).broadcast();
		assertThat(replies.results()).containsExactlyInAnyOrder("one", "two", "three");
		replies.forEach((reply) -> assertThat(reply.result()).isEqualTo(reply.node().name()));
	}

	@Test
	void aNodeThatHangsCostsTheDeadlineAndNothingElse() {
		this.hung.put("two", new CountDownLatch(1));
		Replies<String> replies = this.store.call(Store::name).within(Duration.ofMillis(500)).broadcast();
		assertThat(names(replies)).containsExactlyInAnyOrder("one", "three");
		assertThat(replies.failures().values()).singleElement().isInstanceOf(OutcomeUnknownException.class);
		assertThat(names(this.store.call(Store::name).gather(2))).containsExactlyInAnyOrder("one", "three");
		assertThat(names(this.store.call(Store::name).at(Consistency.LOCAL_QUORUM))).containsExactly("one");
	}

	@Test
	void aNodeThatIsKilledDuringACallFailsAndTheOthersGoOn() throws Exception {
		this.hung.put("two", new CountDownLatch(1));
		var replies = this.store.call(Store::name).within(Duration.ofSeconds(20)).async().broadcast();
		await().until(() -> this.hung.containsKey("two entered"));
		kill("two");
		assertThat(names(replies.toCompletableFuture().get())).containsExactlyInAnyOrder("one", "three");
		assertThat(replies.toCompletableFuture().get().failures().values()).singleElement()
			.isInstanceOf(OutcomeUnknownException.class);
		await().ignoreExceptions()
			.untilAsserted(() -> assertThat(names(this.store.call(Store::name).broadcast().orThrow())).hasSize(2));
	}

	private void kill(String name) {
		MeshNode killed = this.nodes.remove(name);
		if (killed != null) {
			killed.kill();
		}
		CountDownLatch latch = this.hung.remove(name);
		if (latch != null) {
			latch.countDown();
		}
	}

	@Test
	void allNodesCallTheSameOwnerAndTheLossOfOneMovesOnlyItsKeys() {
		Map<Integer, String> before = owners();
		for (MeshNode node : this.nodes.values()) {
			await().until(() -> ready(node) == 3);
			assertThat(owners(node.proxy(Store.class))).isEqualTo(before);
		}
		kill("three");
		Map<Integer, String> after = owners();
		List<Integer> moved = new ArrayList<>();
		before.forEach((key, owner) -> {
			assertThat(after.get(key)).isNotEqualTo("three");
			if (!owner.equals("three") && !owner.equals(after.get(key))) {
				moved.add(key);
			}
		});
		assertThat(moved).hasSizeLessThanOrEqualTo(before.size() / 20);
	}

	private Map<Integer, String> owners() {
		MeshNode caller = this.nodes.get("caller");
		assertThat(caller).isNotNull();
		return (caller != null) ? owners(caller.proxy(Store.class)) : Map.of();
	}

	private static Map<Integer, String> owners(Store store) {
		Map<Integer, String> owners = new HashMap<>();
		for (int key = 0; key < 200; key++) {
			owners.put(key, store.owner(key));
		}
		return owners;
	}

	interface Store {

		String name() throws InterruptedException;

		@MeshCall(idempotent = true, timeout = "20s")
		String owner(@MeshKey int key);

	}

	private static final class NamedStore implements Store {

		private final String name;

		private final Map<String, CountDownLatch> hung;

		private NamedStore(String name, Map<String, CountDownLatch> hung) {
			this.name = name;
			this.hung = hung;
		}

		@Override
		public String owner(int key) {
			return this.name;
		}

		@Override
		public String name() throws InterruptedException {
			CountDownLatch latch = this.hung.get(this.name);
			if (latch != null) {
				this.hung.put(this.name + " entered", latch);
				latch.await();
			}
			return this.name;
		}

	}

}
