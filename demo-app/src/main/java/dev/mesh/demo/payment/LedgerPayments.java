package dev.mesh.demo.payment;

import java.time.Clock;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments by double entry: what goes from one account comes to another, and a refund is
 * a booking of its own. The books are its own, so that it can be tried beside the first
 * version on the same orders, and takes over with books that are filled.
 */
@MeshService(name = "payment", version = "2", replicas = "1")
@ConditionalOnBooleanProperty("boutique.payment-ledger")
class LedgerPayments implements Payments {

	private final Database database;

	private final Clock clock;

	private final NodeName node;

	LedgerPayments(Database database, Clock clock, NodeName node) {
		this.database = database;
		this.clock = clock;
		this.node = node;
	}

	@Override
	public Payment charge(String orderId, Money amount, String card) {
		CardNumber number = CardNumber.parse(card);
		number.authorize();
		boolean refunded = this.database.write((jdbc) -> {
			book(jdbc, orderId, "charge", amount, "card " + number.ending(), "sales");
			return count(jdbc, orderId, "refund") > 0;
		});
		if (refunded) {
			throw PaymentDeclinedException.refunded(orderId);
		}
		return new Payment(Payment.idOf(orderId), this.node.get());
	}

	@Override
	public void refund(String orderId) {
		this.database.write((jdbc) -> {
			// Booked even where nothing was charged: a charge that is late finds it.
			Money charged = jdbc.sql("select amount, currency from booking where order_id = :order and kind = 'charge'")
				.param("order", orderId)
				.query((row, number) -> Money.ofMinor(row.getLong("amount"), row.getString("currency")))
				.optional()
				.orElse(Money.zero("EUR"));
			book(jdbc, orderId, "refund", charged, "sales", "refunds");
			return null;
		});
	}

	private static int count(JdbcClient jdbc, String orderId, String kind) {
		return jdbc.sql("select count(*) from booking where order_id = :order and kind = :kind")
			.param("order", orderId)
			.param("kind", kind)
			.query(Integer.class)
			.single();
	}

	private void book(JdbcClient jdbc, String orderId, String kind, Money amount, String from, String to) {
		jdbc.sql("""
				insert into booking (order_id, kind, amount, currency, debited, credited, booked_at)
				values (:order, :kind, :amount, :currency, :debited, :credited, :now)
				on conflict (order_id, kind) do nothing""")
			.param("order", orderId)
			.param("kind", kind)
			.param("amount", amount.minorUnits())
			.param("currency", amount.currency())
			.param("debited", from)
			.param("credited", to)
			.param("now", this.clock.millis())
			.update();
	}

}
