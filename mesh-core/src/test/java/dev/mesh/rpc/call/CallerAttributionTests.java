package dev.mesh.rpc.call;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.traffic.CallRate;
import dev.mesh.rpc.traffic.CallTraffic;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Calls through real stubs are told to the right caller.
 */
class CallerAttributionTests {

	private static final ServiceId ORDERS = new ServiceId("orders", "1");

	private static final ServiceId STOCK = new ServiceId("stock", "1");

	private final TestCluster cluster = new TestCluster().know(Orders.class, "orders")
		.know(Stock.class, "stock")
		.know(Pricing.class, "pricing");

	private final CallTraffic traffic = new CallTraffic(id("a"), System::nanoTime);

	private final TestNode node = this.cluster.add("a", (builder) -> builder.traffic(this.traffic));

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void aLocalCallOfAServiceIsItsOwn() {
		hostOrders();
		this.node.host("pricing", new FixedPricing());
		this.node.stub(Orders.class).order("now");
		assertThat(rows()).containsExactlyInAnyOrder(tuple(null, "orders", id("a")), tuple(ORDERS, "pricing", id("a")));
	}

	@Test
	void aCallToAnotherNodeIsItsCallersAndHasASize() {
		hostOrders();
		this.cluster.add("b").host("pricing", new FixedPricing());
		this.node.stub(Orders.class).order("now");
		List<CallRate> calls = this.traffic.take().calls();
		assertThat(calls).extracting(CallRate::caller, CallRate::callee, CallRate::target)
			.containsExactlyInAnyOrder(tuple(null, "orders", id("a")), tuple(ORDERS, "pricing", id("b")));
		assertThat(calls).filteredOn((row) -> row.callee().equals("pricing"))
			.allMatch((row) -> row.bytesPerSecond() > row.callsPerSecond());
	}

	@Test
	void aHelperBetweenCallsForItsService() {
		hostOrders();
		this.node.host("pricing", new FixedPricing());
		this.node.stub(Orders.class).order("helped");
		assertThat(rows()).contains(tuple(ORDERS, "pricing", id("a")));
	}

	@Test
	void ofNestedLocalServicesTheInnermostCalls() {
		hostOrders();
		this.node.host("stock", new PricedStock(this.node.stub(Pricing.class)));
		this.traffic.callers().add(STOCK, PricedStock.class);
		this.node.host("pricing", new FixedPricing());
		this.node.stub(Orders.class).order("stocked");
		assertThat(rows()).containsExactlyInAnyOrder(tuple(null, "orders", id("a")), tuple(ORDERS, "stock", id("a")),
				tuple(STOCK, "pricing", id("a")));
	}

	@Test
	void anAsynchronousCallIsItsCallers() {
		hostOrders();
		this.cluster.add("b").host("pricing", new FixedPricing());
		this.node.stub(Orders.class).order("later");
		assertThat(rows()).contains(tuple(ORDERS, "pricing", id("b")));
	}

	@Test
	void aCallFromOutsideHasNoCaller() {
		hostOrders();
		this.node.host("pricing", new FixedPricing());
		this.node.stub(Pricing.class).echo("x");
		assertThat(rows()).containsExactly(tuple(null, "pricing", id("a")));
	}

	@Test
	void aServedCallIsNotCountedAgain() {
		hostOrders();
		this.node.host("pricing", new FixedPricing());
		TestNode other = this.cluster.add("b");
		other.stub(Orders.class).order("now");
		assertThat(rows()).containsExactly(tuple(ORDERS, "pricing", id("a")));
	}

	@Test
	void sharesOfCallersInTurnAreFairThoughFewAreSampled() {
		this.node.host("pricing", new FixedPricing());
		TradingOrders orders = hostOrders();
		PricedStock stock = new PricedStock(this.node.stub(Pricing.class));
		this.traffic.callers().add(STOCK, PricedStock.class);
		for (int i = 0; i < 200_000; i++) {
			orders.order("now");
			stock.reserve();
		}
		List<CallRate> calls = this.traffic.take().calls();
		double all = calls.stream().mapToDouble(CallRate::callsPerSecond).sum();
		assertThat(calls).hasSize(2).allSatisfy((row) -> assertThat(row.callsPerSecond() / all).isBetween(0.2, 0.8));
	}

	private TradingOrders hostOrders() {
		TradingOrders orders = new TradingOrders(this.node.stub(Pricing.class), this.node.stub(Stock.class));
		this.node.host("orders", orders);
		this.traffic.callers().add(ORDERS, TradingOrders.class);
		return orders;
	}

	private List<Tuple> rows() {
		return this.traffic.take()
			.calls()
			.stream()
			.map((row) -> tuple(row.caller(), row.callee(), row.target()))
			.toList();
	}

	private static NodeId id(String name) {
		return new NodeId(name.hashCode());
	}

	/**
	 * A contract.
	 */
	interface Orders {

		@Nullable String order(String how);

	}

	/**
	 * A contract.
	 */
	interface Stock {

		String reserve();

	}

	/**
	 * A service that calls others.
	 */
	static final class TradingOrders implements Orders {

		private final Pricing pricing;

		private final Stock stock;

		TradingOrders(Pricing pricing, Stock stock) {
			this.pricing = pricing;
			this.stock = stock;
		}

		@Override
		public @Nullable String order(String how) {
			return switch (how) {
				case "helped" -> new Helper().price(this.pricing);
				case "stocked" -> this.stock.reserve();
				case "later" -> later(this.pricing.later("x"));
				default -> this.pricing.safe("x");
			};
		}

		private static String later(CompletableFuture<String> stage) {
			return stage.join();
		}

	}

	/**
	 * A service in the middle.
	 */
	static final class PricedStock implements Stock {

		private final Pricing pricing;

		PricedStock(Pricing pricing) {
			this.pricing = pricing;
		}

		@Override
		public String reserve() {
			return this.pricing.safe("y");
		}

	}

	/**
	 * No service.
	 */
	static final class Helper {

		String price(Pricing pricing) {
			return pricing.safe("z");
		}

	}

}
