package dev.mesh.demo.checkout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.mesh.demo.storage.Database;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The orders in the database.
 */
@Component
class OrderStore {

	private final Database database;

	private final JsonMapper json;

	private final Clock clock;

	OrderStore(Database database, JsonMapper json, Clock clock) {
		this.database = database;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Begin an order, unless there is one of its id.
	 * @param request the order
	 * @return the row, new or old
	 */
	OrderEntry start(OrderRequest request) {
		return this.database.write((jdbc) -> {
			jdbc.sql("""
					insert into customer_order
					  (order_id, user_id, currency, email, state, reason, document, changed_at)
					values (:order, :user, :currency, :email, 'STARTED', '', '', :now)
					on conflict (order_id) do nothing""")
				.param("order", request.orderId())
				.param("user", request.user())
				.param("currency", request.currency())
				.param("email", request.email())
				.param("now", this.clock.millis())
				.update();
			return select(jdbc, request.orderId()).orElseThrow();
		});
	}

	Optional<OrderEntry> find(String orderId) {
		return select(this.database.read(), orderId);
	}

	/**
	 * Take an order from one state to the next.
	 * @param orderId the order
	 * @param from the state it must be in
	 * @param to the state it gets
	 * @param reason why, or empty
	 * @return whether it was in that state
	 */
	boolean advance(String orderId, OrderState from, OrderState to, String reason) {
		return this.database.write((jdbc) -> jdbc.sql("""
				update customer_order set state = :to, reason = :reason, changed_at = :now
				where order_id = :order and state = :from""")
			.param("to", to.name())
			.param("reason", reason)
			.param("now", this.clock.millis())
			.param("order", orderId)
			.param("from", from.name())
			.update() == 1);
	}

	/**
	 * Take an order from one state to the next, with its content.
	 * @param order the content
	 * @param from the state it must be in
	 * @param to the state it gets
	 * @return whether it was in that state
	 */
	boolean advance(Order order, OrderState from, OrderState to) {
		String document = this.json.writeValueAsString(order);
		return this.database.write((jdbc) -> jdbc.sql("""
				update customer_order set state = :to, document = :document, changed_at = :now
				where order_id = :order and state = :from""")
			.param("to", to.name())
			.param("document", document)
			.param("now", this.clock.millis())
			.param("order", order.orderId())
			.param("from", from.name())
			.update() == 1);
	}

	/**
	 * Forget an order that was begun and took no step.
	 * @param orderId the order
	 */
	void forget(String orderId) {
		this.database
			.write((jdbc) -> jdbc.sql("delete from customer_order where order_id = :order and state = 'STARTED'")
				.param("order", orderId)
				.update());
	}

	/**
	 * Return orders that somebody left unfinished.
	 * @param age how long ago they last changed, at least
	 * @param limit how many at most
	 * @return the oldest first
	 */
	List<OrderEntry> unfinished(Duration age, int limit) {
		return this.database.read()
			.sql("""
					select * from customer_order
					where state in ('STARTED', 'PLACED', 'CANCELLING') and changed_at < :before
					order by changed_at limit :limit""")
			.param("before", this.clock.millis() - age.toMillis())
			.param("limit", limit)
			.query(this::entry)
			.list();
	}

	private Optional<OrderEntry> select(JdbcClient jdbc, String orderId) {
		return jdbc.sql("select * from customer_order where order_id = :order")
			.param("order", orderId)
			.query(this::entry)
			.optional();
	}

	private OrderEntry entry(ResultSet row, int index) throws SQLException {
		String document = row.getString("document");
		return new OrderEntry(row.getString("order_id"), row.getString("user_id"), row.getString("currency"),
				row.getString("email"), OrderState.valueOf(row.getString("state")), row.getString("reason"),
				document.isEmpty() ? null : this.json.readValue(document, Order.class));
	}

}
