package dev.mesh.rpc.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.local.InstanceGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several versions of one service live side by side, and policies say which one is
 * called.
 */
@SuppressWarnings("try") // scopes are there to be closed, not used
class VersionedCallTests {

	private static final int CALLS = 12_000;

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing").know(Carts.class, "carts");

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private static ServiceId pricing(String version) {
		return new ServiceId("pricing", version);
	}

	private static InstanceGate host(TestNode node, String version) {
		return node.host(pricing(version), new FixedPricing() {

			@Override
			public String echo(String value) {
				return version;
			}

		});
	}

	private static void hostCarts(TestNode node, String version) {
		node.host(new ServiceId("carts", version), new Carts() {

			@Override
			public String owner(String user) {
				return version;
			}

			@Override
			public String owner(String prefix, int user) {
				return version + "@" + node.node().name();
			}

			@Override
			public String hurried(String user) {
				return version;
			}

			@Override
			public String any() {
				return version;
			}

		});
	}

	private static String called(TestNode caller) {
		return caller.stub(Pricing.class).echo("");
	}

	private static Map<String, Long> shares(IntFunction<String> call) {
		return IntStream.range(0, CALLS).mapToObj(call).collect(Collectors.groupingBy((v) -> v, Collectors.counting()));
	}

	private static double percent(Map<String, Long> shares, String version) {
		return 100.0 * shares.getOrDefault(version, 0L) / CALLS;
	}

	@Test
	void withoutARouteTheNewestReadyVersionIsCalledWhereverItIs() {
		TestNode here = this.cluster.add("here");
		host(here, "9");
		TestNode there = this.cluster.add("there");
		host(there, "10");
		assertThat(called(here)).isEqualTo("10");
		assertThat(called(there)).isEqualTo("10");
		there.status(pricing("10"), InstanceStatus.DRAINING);
		assertThat(called(here)).isEqualTo("9");
		assertThat(called(there)).isEqualTo("9");
	}

	@Test
	void oneNodeServesTwoVersionsAndIsAskedForTheOneMeant() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		host(host, "2");
		TestNode caller = this.cluster.add("caller");
		assertThat(called(caller)).isEqualTo("2");
		this.cluster.route("pricing", "{weights: {v1: 100}}");
		assertThat(called(caller)).isEqualTo("1");
		assertThat(called(host)).isEqualTo("1");
		this.cluster.route("pricing", "{weights: {v2: 100}}");
		assertThat(called(caller)).isEqualTo("2");
		assertThat(called(host)).isEqualTo("2");
	}

	@Test
	void weightsAreKeptToByLocalAndRemoteCalls() {
		TestNode one = this.cluster.add("one");
		host(one, "1");
		TestNode two = this.cluster.add("two");
		host(two, "2");
		TestNode caller = this.cluster.add("caller");
		for (int weight : new int[] { 10, 50 }) {
			this.cluster.route("pricing", "{weights: {1: " + (100 - weight) + ", 2: " + weight + "}}");
			for (TestNode node : new TestNode[] { one, caller }) {
				Map<String, Long> shares = shares((i) -> called(node));
				assertThat(percent(shares, "2")).as(node.node().name()).isBetween(weight - 2.0, weight + 2.0);
			}
		}
		assertThat(caller.requests).hasValue(0);
		assertThat(this.cluster.measures.service("pricing").counts().of("2").calls()).isPositive();
	}

	@Test
	void aKeyStaysOnItsSideAndOnlyMovesTowardTheVersionThatGrows() {
		TestNode one = this.cluster.add("one");
		hostCarts(one, "1");
		TestNode two = this.cluster.add("two");
		hostCarts(two, "2");
		this.cluster.route("carts", "{weights: {1: 90, 2: 10}, split: key}");
		Map<String, String> before = sides(one);
		assertThat(sides(two)).isEqualTo(before);
		assertThat(100.0 * before.values().stream().filter("2"::equals).count() / before.size()).isBetween(7.0, 13.0);
		this.cluster.route("carts", "{weights: {1: 50, 2: 50}, split: key}");
		Map<String, String> after = sides(two);
		before.forEach((user, side) -> {
			if (side.equals("2")) {
				assertThat(after).containsEntry(user, "2");
			}
		});
		assertThat(100.0 * after.values().stream().filter("2"::equals).count() / after.size()).isBetween(46.0, 54.0);
	}

	private static Map<String, String> sides(TestNode caller) {
		Map<String, String> sides = new HashMap<>();
		for (int i = 0; i < 3000; i++) {
			sides.put("user-" + i, caller.stub(Carts.class).owner("user-" + i));
		}
		return sides;
	}

	@Test
	void requestsWithTheRightBaggageGoToTheirVersion() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		host(host, "2");
		TestNode caller = this.cluster.add("caller");
		this.cluster.route("pricing", "{weights: {1: 100}, matches: [{header: tester, value: yes, version: v2}]}");
		assertThat(called(caller)).isEqualTo("1");
		try (CallContext.Scope scope = Baggage.EMPTY.with("tester", "yes").open()) {
			assertThat(called(caller)).isEqualTo("2");
			assertThat(called(host)).isEqualTo("2");
		}
		try (CallContext.Scope scope = Baggage.EMPTY.with("tester", "no").open()) {
			assertThat(called(caller)).isEqualTo("1");
		}
	}

	@Test
	void aHeaderKeepsAUserOnOneSide() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		host(host, "2");
		TestNode caller = this.cluster.add("caller");
		this.cluster.route("pricing", "{weights: {1: 50, 2: 50}, split: 'header:user'}");
		Map<String, String> sides = new HashMap<>();
		for (int i = 0; i < 600; i++) {
			try (CallContext.Scope scope = Baggage.EMPTY.with("user", "user-" + i % 200).open()) {
				String side = called((i % 3 == 0) ? host : caller);
				assertThat(sides.merge("user-" + i % 200, side, (known, again) -> known)).isEqualTo(side);
			}
		}
		assertThat(sides.values()).contains("1", "2");
	}

	@Test
	void aVersionThatIsLostGivesItsShareToTheOthersThatHaveOne() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		InstanceGate canary = host(host, "2");
		TestNode caller = this.cluster.add("caller");
		this.cluster.route("pricing", "{weights: {1: 50, 2: 50}}");
		host.drain(canary);
		// The directory still shows it: the refusal alone must not fail a call.
		host.status(pricing("2"), InstanceStatus.DRAINING);
		assertThat(IntStream.range(0, 200).mapToObj((i) -> called(caller))).containsOnly("1");
	}

	@Test
	void aVersionWithoutWeightIsNotCalledEvenIfItIsTheOnlyOne() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		this.cluster.route("pricing", "{weights: {2: 100}}");
		TestNode caller = this.cluster.add("caller");
		for (TestNode node : new TestNode[] { host, caller }) {
			assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> called(node))
				.withMessageContaining("its route is {weights: {2: 100}}");
		}
	}

	@Test
	void aCallWaitsForItsVersionWhileThatMayComeUp() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		this.cluster.route("pricing", "{weights: {2: 100}}");
		TestNode next = this.cluster.add("next");
		next.offers.add(new ServiceOffer(pricing("2"), "", ""));
		this.cluster.publish();
		TestNode caller = this.cluster.add("caller");
		this.cluster.eventLoop.execute(() -> host(next, "2"));
		assertThat(called(caller)).isEqualTo("2");
	}

	@Test
	void aPinnedRequestStaysOnItsVersionDownstream() {
		TestNode host = this.cluster.add("host");
		host(host, "1");
		host(host, "2");
		TestNode gateway = this.cluster.add("gateway");
		this.cluster.route("pricing", "{weights: {1: 50, 2: 50}, pin: true}");
		gateway.host(new ServiceId("carts", "1"), new Carts() {

			@Override
			public String owner(String user) {
				return called(gateway);
			}

			@Override
			public String owner(String prefix, int user) {
				return prefix;
			}

			@Override
			public String hurried(String user) {
				return owner(user);
			}

			@Override
			public String any() {
				return owner("");
			}

		});
		// The first version calls carts, which calls pricing again.
		TestNode caller = this.cluster.add("caller");
		for (String version : new String[] { "1", "2" }) {
			this.cluster.route("pricing", "{weights: {" + version + ": 100}, pin: true}");
			try (CallContext.Scope scope = Baggage.EMPTY.pin("pricing", version).open()) {
				this.cluster.route("pricing", "{weights: {1: 50, 2: 50}, pin: true}");
				assertThat(IntStream.range(0, 50).mapToObj((i) -> caller.stub(Carts.class).owner("u")))
					.containsOnly(version);
			}
		}
	}

	@Test
	void baggageTravelsAsFarAsItIsAllowed() {
		TestNode host = this.cluster.add("host");
		host.host(pricing("1"), new FixedPricing() {

			@Override
			public String echo(String value) {
				return Baggage.current().toString();
			}

		});
		TestNode caller = this.cluster.add("caller");
		try (CallContext.Scope scope = Baggage.EMPTY.with("user", "ada").with("card", "4711").open()) {
			assertThat(called(caller)).isEqualTo("{user=ada}");
		}
		assertThat(called(caller)).isEqualTo("{}");
	}

}
