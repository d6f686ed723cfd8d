package dev.mesh.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.CompiledJar;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.fingerprint.Agreement.State;
import dev.mesh.rpc.fingerprint.Compatibility;
import dev.mesh.rpc.fingerprint.Compatibility.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * An old and a new version of a contract in one cluster, each in a class loader of its
 * own.
 */
class ContractVersionsIntegrationTests {

	private static final String OLD_SHOP = "interface Shop { Order price(Order order); "
			+ "java.util.concurrent.Flow.Publisher<Order> watch(String id); int total(Basket basket); "
			+ "Payment pay(Payment payment); String host(); }";

	private static final String NEW_SHOP = OLD_SHOP.replace("String host();",
			"String host(); long discount(Order order); int total(Basket basket, String currency);");

	private static final String DESK = "class Desk implements Shop { private final String name; "
			+ "public Desk(String name) { this.name = name; } public Order price(Order order) { return order; } "
			+ "public java.util.concurrent.Flow.Publisher<Order> watch(String id) { return (s) -> { var p = "
			+ "new java.util.concurrent.SubmissionPublisher<Order>(Runnable::run, 8); p.subscribe(s); "
			+ "p.submit(%s); p.close(); }; } public int total(Basket basket) { return (int) basket.total(); } "
			+ "public Payment pay(Payment payment) { return payment; } public String host() { return this.name; } %s }";

	private final Path directory;

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	private CompiledJar older;

	private CompiledJar newer;

	ContractVersionsIntegrationTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@BeforeEach
	void compile() throws Exception {
		this.older = CompiledJar.of(Files.createDirectory(this.directory.resolve("old")), OLD_SHOP,
				DESK.formatted("new Order(id, 7)", ""), "record Order(String id, int quantity) {}",
				"record Basket(int total) {}", "sealed interface Payment permits Cash {}",
				"record Cash(int cents) implements Payment {}");
		this.newer = CompiledJar.of(Files.createDirectory(this.directory.resolve("new")), NEW_SHOP,
				DESK.formatted("new Order(\"note\", id, 7)",
						"public long discount(Order order) { return 1; } "
								+ "public int total(Basket basket, String currency) { return 0; }"),
				"record Order(String note, String id, int quantity) {}", "record Basket(long total) {}",
				"sealed interface Payment permits Cash, Points {}", "record Cash(int cents) implements Payment {}",
				"record Points(int count) implements Payment {}");
	}

	@AfterEach
	void stopAll() throws Exception {
		Collections.reverse(this.nodes);
		this.nodes.forEach(MeshNode::stop);
		this.older.close();
		this.newer.close();
	}

	@Test
	void anOldCallerOfANewService() throws Exception {
		host("new", this.newer);
		Object shop = caller("old", this.older);
		assertThat(call(shop, "price", this.older.make("Order", "o1", 3))).isEqualTo(this.older.make("Order", "o1", 3));
		assertThat(items(shop, "o2")).containsExactly(this.older.make("Order", "o2", 7));
		assertThat(call(shop, "pay", this.older.make("Cash", 5))).isEqualTo(this.older.make("Cash", 5));
		assertThatThrownBy(() -> call(shop, "total", this.older.make("Basket", 9)))
			.isInstanceOfSatisfying(NotExecutedException.class,
					(ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE))
			.hasMessageContaining("shop.total(shop.Basket)int")
			.hasMessageContaining("shop.Basket.total is int here and long on new");
	}

	@Test
	void aNewCallerOfAnOldService() throws Exception {
		host("old", this.older);
		Object shop = caller("new", this.newer);
		assertThat(call(shop, "price", this.newer.make("Order", "note", "o1", 3)))
			.isEqualTo(this.newer.make("Order", null, "o1", 3));
		assertThat(items(shop, "o2")).containsExactly(this.newer.make("Order", null, "o2", 7));
		assertThat(call(shop, "pay", this.newer.make("Cash", 5))).isEqualTo(this.newer.make("Cash", 5));
		assertThatThrownBy(() -> call(shop, "pay", this.newer.make("Points", 5)))
			.isInstanceOfSatisfying(NotExecutedException.class,
					(ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE))
			.hasMessageContaining("shop.Points");
		assertThatThrownBy(() -> call(shop, "total", this.newer.make("Basket", 9L)))
			.isInstanceOf(NotExecutedException.class)
			.hasMessageContaining("shop.Basket.total is long here and int on old");
		assertThatThrownBy(() -> call(shop, "discount", this.newer.make("Order", "note", "o1", 3)))
			.isInstanceOf(NotExecutedException.class)
			.hasMessageContaining("the method is not known on old");
	}

	@Test
	void amongOldAndNewCallsGoOnlyWhereTheyFit() throws Exception {
		host("old", this.older);
		host("new", this.newer);
		Object shop = caller("caller", this.newer);
		Set<Object> hosts = new HashSet<>();
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			hosts.add(Objects.requireNonNull(call(shop, "host")));
			return hosts.size() == 2;
		});
		for (int i = 0; i < 200; i++) {
			assertThat(call(shop, "total", this.newer.make("Basket", (long) i))).isEqualTo(i);
			assertThat(call(shop, "discount", this.newer.make("Order", "note", "o1", 3))).isEqualTo(1L);
		}
	}

	@Test
	void eachNodeKnowsWhichCallsFit() throws Exception {
		MeshNode old = host("old", this.older);
		MeshNode young = host("new", this.newer);
		await().until(() -> agreement(old, young).state() == State.COMPARED
				&& agreement(young, old).state() == State.COMPARED);
		agreement(old, young).calling().forEach((signature, verdict) -> {
			Compatibility seenThere = agreement(young, old).serving().get(signature);
			assertThat(seenThere).isNotNull()
				.satisfies((other) -> assertThat(other.level()).isEqualTo(verdict.level()));
		});
		assertThat(agreement(young, old).calling().values()).extracting(Compatibility::level)
			.containsExactlyInAnyOrder(Level.COMPATIBLE, Level.COMPATIBLE, Level.COMPATIBLE, Level.LIMITED,
					Level.INCOMPATIBLE, Level.INCOMPATIBLE, Level.INCOMPATIBLE);
		MeshNode same = host("same", this.newer);
		await().until(() -> agreement(old, same).state() == State.COMPARED);
		assertThat(agreement(young, same).state()).isEqualTo(State.SAME);
		assertThat(agreement(old, same)).isSameAs(agreement(old, young));
	}

	private static Agreement agreement(MeshNode node, MeshNode peer) {
		return node.contracts().with(peer.cluster().self(), "shop");
	}

	private MeshNode host(String name, CompiledJar jar) throws Exception {
		Class<?> contract = jar.type("Shop");
		InstanceSource source = new InstanceSource() {

			@Override
			public Object create() throws Exception {
				return jar.make("Desk", name);
			}

			@Override
			public void destroy(Object bean) {
			}

		};
		MeshNode node = start(new TestNode(name).loader(jar).hosts(contract, "shop", "all", source));
		await().until(() -> !node.directory().snapshot().instancesOf("shop").isEmpty());
		return node;
	}

	private Object caller(String name, CompiledJar jar) throws Exception {
		Class<?> contract = jar.type("Shop");
		return start(new TestNode(name).loader(jar).imports(contract, "shop")).proxy(contract);
	}

	private MeshNode start(TestNode test) {
		MeshNode node = MeshNode.of(test.spec(), this.network);
		this.nodes.add(node);
		node.start();
		return node;
	}

	private static @Nullable Object call(Object shop, String name, @Nullable Object... arguments) throws Exception {
		Class<?> contract = shop.getClass().getInterfaces()[0];
		for (Method method : contract.getMethods()) {
			if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
				try {
					return method.invoke(shop, arguments);
				}
				catch (InvocationTargetException ex) {
					throw (ex.getCause() instanceof Exception cause) ? cause : ex;
				}
			}
		}
		throw new IllegalArgumentException(name);
	}

	private static List<Object> items(Object shop, String id) throws Exception {
		List<Object> items = Collections.synchronizedList(new ArrayList<>());
		CompletableFuture<Void> end = new CompletableFuture<>();
		Flow.Publisher<?> publisher = (Flow.Publisher<?>) Objects.requireNonNull(call(shop, "watch", id));
		publisher.subscribe(new Flow.Subscriber<Object>() {

			@Override
			public void onSubscribe(Flow.Subscription subscription) {
				subscription.request(10);
			}

			@Override
			public void onNext(Object item) {
				items.add(item);
			}

			@Override
			public void onError(Throwable failure) {
				end.completeExceptionally(failure);
			}

			@Override
			public void onComplete() {
				end.complete(null);
			}

		});
		end.get(30, TimeUnit.SECONDS);
		return items;
	}

}
