package dev.mesh.demo.payment;

import java.time.Clock;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments in the database, a row for each.
 */
@MeshService(name = "payment", replicas = "1")
class CardPayments implements Payments {

	private final Database database;

	private final Clock clock;

	private final NodeName node;

	CardPayments(Database database, Clock clock, NodeName node) {
		this.database = database;
		this.clock = clock;
		this.node = node;
	}

	@Override
	public Payment charge(String orderId, Money amount, String card) {
		CardNumber number = CardNumber.parse(card);
		number.authorize();
		boolean refunded = this.database.write((jdbc) -> {
			insert(jdbc, orderId, amount, number.ending(), false);
			return jdbc.sql("select refunded from payment where order_id = :order")
				.param("order", orderId)
				.query(Integer.class)
				.single() == 1;
		});
		if (refunded) {
			throw PaymentDeclinedException.refunded(orderId);
		}
		return new Payment(Payment.idOf(orderId), this.node.get());
	}

	@Override
	public void refund(String orderId) {
		this.database.write((jdbc) -> {
			// A row is left even where nothing was charged: a charge that is late finds
			// it.
			insert(jdbc, orderId, Money.zero("EUR"), "", true);
			return jdbc.sql("update payment set refunded = 1 where order_id = :order").param("order", orderId).update();
		});
	}

	private void insert(JdbcClient jdbc, String orderId, Money amount, String cardEnding, boolean refunded) {
		jdbc.sql("""
				insert into payment (order_id, payment_id, amount, currency, card_ending, refunded, created_at)
				values (:order, :payment, :amount, :currency, :ending, :refunded, :now)
				on conflict (order_id) do nothing""")
			.param("order", orderId)
			.param("payment", Payment.idOf(orderId))
			.param("amount", amount.minorUnits())
			.param("currency", amount.currency())
			.param("ending", cardEnding)
			.param("refunded", refunded ? 1 : 0)
			.param("now", this.clock.millis())
			.update();
	}

}
