package dev.mesh.demo.checkout;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.mesh.demo.cart.CartLine;
import dev.mesh.demo.cart.Carts;
import dev.mesh.demo.inventory.Inventory;
import dev.mesh.demo.payment.PaymentDeclinedException;
import dev.mesh.demo.shipping.NotDeliverableException;
import dev.mesh.demo.storage.Database;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

abstract class CheckoutTests {

	private static final String GOOD_CARD = "4242 4242 4242 4242";

	private static final String BAD_CARD = "4000 0000 0000 0002";

	private final String user = "user-" + UUID.randomUUID();

	@Autowired
	Checkout checkout;

	@Autowired
	SagaCheckout saga;

	@Autowired
	OrderStore orders;

	@Autowired
	Carts carts;

	@Autowired
	Inventory inventory;

	@Autowired
	Database database;

	@Test
	void ordersWhatIsInTheCart() {
		fill("teapot", 2);
		Order order = this.checkout.place(request("o" + this.user, GOOD_CARD));
		assertThat(order.lines()).extracting(OrderLine::sku).containsExactly("teapot");
		assertThat(order.total()).isEqualTo(order.shipping().plus(order.lines().get(0).total()));
		assertThat(order.servedBy()).containsOnlyKeys("checkout", "cart", "catalog", "inventory", "currency", "payment",
				"shipping", "email");
		assertThat(this.checkout.find(order.orderId())).contains(order);
		assertThat(this.carts.of(this.user).lines()).isEmpty();
	}

	@Test
	void theSameIdYieldsTheSameOrderAndOneOfEverything() {
		fill("teapot", 1);
		OrderRequest request = request("o" + this.user, GOOD_CARD);
		Order first = this.checkout.place(request);
		fill("candle", 1);
		assertThat(this.checkout.place(request)).isEqualTo(first);
		assertThat(count("payment", first.orderId())).isOne();
		assertThat(count("outbox", first.orderId())).isOne();
		assertThat(this.carts.of(this.user).lines()).hasSize(1);
	}

	@Test
	void attemptsAtOnceYieldOneOrder() throws Exception {
		fill("teapot", 1);
		int before = stock("teapot");
		OrderRequest request = request("o" + this.user, GOOD_CARD);
		List<Callable<Order>> attempts = IntStream.range(0, 6)
			.<Callable<Order>>mapToObj((i) -> () -> this.checkout.place(request))
			.toList();
		ExecutorService pool = Executors.newFixedThreadPool(6);
		try {
			assertThat(pool.invokeAll(attempts).stream().map(CheckoutTests::orderId).collect(Collectors.toSet()))
				.containsExactly(request.orderId());
		}
		finally {
			pool.shutdownNow();
		}
		assertThat(stock("teapot")).isEqualTo(before - 1);
	}

	@Test
	void undoesEveryStepWhenTheCardIsDeclined() {
		fill("teapot", 2);
		int before = stock("teapot");
		OrderRequest request = request("o" + this.user, BAD_CARD);
		assertThatExceptionOfType(PaymentDeclinedException.class).isThrownBy(() -> this.checkout.place(request));
		assertThat(stock("teapot")).isEqualTo(before);
		assertThat(this.carts.of(this.user).lines()).containsExactly(new CartLine("teapot", 2));
		assertThat(this.checkout.find(request.orderId())).isEmpty();
		assertThat(state(request.orderId())).isEqualTo(OrderState.CANCELLED);
		assertThatExceptionOfType(CheckoutCancelledException.class).isThrownBy(() -> this.checkout.place(request))
			.withMessageContaining("declined");
	}

	@Test
	void anotherOrderCanFollowADeclinedOne() {
		fill("teapot", 2);
		assertThatExceptionOfType(PaymentDeclinedException.class)
			.isThrownBy(() -> this.checkout.place(request("a" + this.user, BAD_CARD)));
		assertThat(this.checkout.place(request("b" + this.user, GOOD_CARD)).lines()).hasSize(1);
	}

	@Test
	void refusesACountryThatNobodyDeliversTo() {
		fill("teapot", 1);
		OrderRequest request = new OrderRequest("o" + this.user, true, this.user, "EUR", "ada@example.com", "AQ",
				GOOD_CARD);
		assertThatExceptionOfType(NotDeliverableException.class).isThrownBy(() -> this.checkout.place(request));
		assertThat(this.carts.of(this.user).lines()).hasSize(1);
	}

	@Test
	void anEmptyCartLeavesTheIdFree() {
		OrderRequest request = request("o" + this.user, GOOD_CARD);
		assertThatExceptionOfType(EmptyCartException.class).isThrownBy(() -> this.checkout.place(request));
		fill("teapot", 1);
		assertThat(this.checkout.place(request).orderId()).isEqualTo(request.orderId());
	}

	@Test
	void refusesAnIdThatStandsForAnotherOrder() {
		fill("teapot", 1);
		this.checkout.place(request("o" + this.user, GOOD_CARD));
		OrderRequest other = new OrderRequest("o" + this.user, true, this.user, "USD", "ada@example.com", "LU",
				GOOD_CARD);
		assertThatExceptionOfType(OrderMismatchException.class).isThrownBy(() -> this.checkout.place(other));
	}

	@Test
	void finishesAnOrderThatAKilledNodeHadBegun() {
		fill("teapot", 1);
		OrderRequest request = request("o" + this.user, GOOD_CARD);
		this.orders.start(request);
		this.carts.claim(this.user, request.orderId());
		assertThat(this.checkout.place(request).lines()).hasSize(1);
	}

	@Test
	void sweepsUpAnOrderThatNobodyCameBackFor() {
		fill("teapot", 1);
		OrderRequest request = request("o" + this.user, GOOD_CARD);
		this.orders.start(request);
		this.carts.claim(this.user, request.orderId());
		this.database.write(
				(jdbc) -> jdbc.sql("update customer_order set changed_at = changed_at - 60000 where order_id = :order")
					.param("order", request.orderId())
					.update());
		this.saga.sweep();
		assertThat(state(request.orderId())).isEqualTo(OrderState.CANCELLED);
		assertThat(this.carts.of(this.user).lines()).hasSize(1);
	}

	@Test
	void leavesAnOrderAtWorkAlone() {
		OrderRequest request = request("o" + this.user, GOOD_CARD);
		this.orders.start(request);
		this.saga.sweep();
		assertThat(state(request.orderId())).isEqualTo(OrderState.STARTED);
	}

	private void fill(String sku, int quantity) {
		this.carts.add(this.user, new CartLine(sku, quantity), UUID.randomUUID().toString());
	}

	private OrderRequest request(String orderId, String card) {
		return new OrderRequest(orderId, true, this.user, "EUR", "ada@example.com", "LU", card);
	}

	private OrderState state(String orderId) {
		return this.orders.find(orderId).orElseThrow().state();
	}

	private int stock(String sku) {
		return this.inventory.levels(List.of(sku)).available().getOrDefault(sku, -1);
	}

	private int count(String table, String orderId) {
		return this.database.read()
			.sql("select count(*) from " + table + " where order_id = :order")
			.param("order", orderId)
			.query(Integer.class)
			.single();
	}

	private static String orderId(Future<Order> attempt) {
		try {
			return attempt.get().orderId();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
	}

}
