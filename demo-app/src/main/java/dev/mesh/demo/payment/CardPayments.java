package dev.mesh.demo.payment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments in the database; the issuer is a play: it declines one test card.
 */
@MeshService(name = "payment", replicas = "1")
class CardPayments implements Payments {

	/**
	 * The number that test issuers decline by convention.
	 */
	private static final String DECLINED = "4000000000000002";

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
		if (number.digits().equals(DECLINED)) {
			throw new PaymentDeclinedException("The issuer declined the " + number + ". Use another card.");
		}
		String paymentId = paymentId(orderId);
		boolean refunded = this.database.write((jdbc) -> {
			insert(jdbc, orderId, amount, number.ending(), false);
			return jdbc.sql("select refunded from payment where order_id = :order")
				.param("order", orderId)
				.query(Integer.class)
				.single() == 1;
		});
		if (refunded) {
			throw new PaymentDeclinedException("The payment of order " + orderId + " was refunded. Order again.");
		}
		return new Payment(paymentId, this.node.get());
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
			.param("payment", paymentId(orderId))
			.param("amount", amount.minorUnits())
			.param("currency", amount.currency())
			.param("ending", cardEnding)
			.param("refunded", refunded ? 1 : 0)
			.param("now", this.clock.millis())
			.update();
	}

	private static String paymentId(String orderId) {
		return "pay_" + UUID.nameUUIDFromBytes(orderId.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
	}

}
