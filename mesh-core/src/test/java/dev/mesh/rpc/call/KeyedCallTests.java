package dev.mesh.rpc.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls with a key go to the key's owner.
 */
class KeyedCallTests {

	private final TestCluster cluster = new TestCluster().know(Carts.class, "carts");

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private TestNode host(String name) {
		TestNode node = this.cluster.add(name);
		node.host("carts", new Carts() {
			@Override
			public String owner(String user) {
				return name;
			}

			@Override
			public String owner(String prefix, int user) {
				return prefix + name;
			}
		});
		return node;
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
	void theKeysOfAnUnreachableOwnerGoToItsSuccessor() {
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

}
