package dev.mesh.demo.cart;

import java.time.Clock;
import java.util.List;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Carts in the database.
 */
@MeshService(name = "cart", replicas = "2")
class StoredCarts implements Carts {

	private static final String OPEN = "";

	private final Database database;

	private final Clock clock;

	private final NodeName node;

	StoredCarts(Database database, Clock clock, NodeName node) {
		this.database = database;
		this.clock = clock;
		this.node = node;
	}

	@Override
	public Cart of(String user) {
		return new Cart(lines(this.database.read(), user, OPEN), this.node.get());
	}

	@Override
	public Cart add(String user, CartLine line, String requestId) {
		return this.database.write((jdbc) -> {
			jdbc.sql("""
					insert into cart_line (user_id, order_id, sku, quantity, added_at, last_request)
					values (:user, '', :sku, :quantity, :now, :request)
					on conflict (user_id, order_id, sku) do update set
					  quantity = case when cart_line.quantity + excluded.quantity > :max then :max
					    else cart_line.quantity + excluded.quantity end,
					  last_request = excluded.last_request
					where cart_line.last_request <> excluded.last_request""")
				.param("user", user)
				.param("sku", line.sku())
				.param("quantity", line.quantity())
				.param("now", this.clock.millis())
				.param("request", requestId)
				.param("max", MAX_QUANTITY)
				.update();
			return new Cart(lines(jdbc, user, OPEN), this.node.get());
		});
	}

	@Override
	public Cart set(String user, CartLine line) {
		return this.database.write((jdbc) -> {
			if (line.quantity() == 0) {
				jdbc.sql("delete from cart_line where user_id = :user and order_id = '' and sku = :sku")
					.param("user", user)
					.param("sku", line.sku())
					.update();
			}
			else {
				put(jdbc, user, line);
			}
			return new Cart(lines(jdbc, user, OPEN), this.node.get());
		});
	}

	@Override
	public Cart claim(String user, String orderId) {
		return this.database.write((jdbc) -> {
			if (recordClaim(jdbc, orderId, false) && take(jdbc, user, orderId) == 0) {
				forgetClaim(jdbc, orderId);
			}
			return new Cart(lines(jdbc, user, orderId), this.node.get());
		});
	}

	@Override
	public void giveBack(String user, String orderId) {
		this.database.write((jdbc) -> {
			if (!recordClaim(jdbc, orderId, true)) {
				jdbc.sql("update cart_claim set given_back = 1 where order_id = :order")
					.param("order", orderId)
					.update();
				reopen(jdbc, user, orderId);
			}
			return true;
		});
	}

	private void put(JdbcClient jdbc, String user, CartLine line) {
		jdbc.sql("""
				insert into cart_line (user_id, order_id, sku, quantity, added_at, last_request)
				values (:user, '', :sku, :quantity, :now, '')
				on conflict (user_id, order_id, sku) do update set quantity = excluded.quantity""")
			.param("user", user)
			.param("sku", line.sku())
			.param("quantity", line.quantity())
			.param("now", this.clock.millis())
			.update();
	}

	// The row is made by whichever comes first, so that a claim that arrives after its
	// order was undone finds it taken and gets nothing.
	private boolean recordClaim(JdbcClient jdbc, String orderId, boolean givenBack) {
		return jdbc.sql("""
				insert into cart_claim (order_id, given_back) values (:order, :givenBack)
				on conflict (order_id) do nothing""")
			.param("order", orderId)
			.param("givenBack", givenBack ? 1 : 0)
			.update() == 1;
	}

	private int take(JdbcClient jdbc, String user, String orderId) {
		return jdbc.sql("update cart_line set order_id = :order where user_id = :user and order_id = ''")
			.param("order", orderId)
			.param("user", user)
			.update();
	}

	private void forgetClaim(JdbcClient jdbc, String orderId) {
		jdbc.sql("delete from cart_claim where order_id = :order").param("order", orderId).update();
	}

	private void reopen(JdbcClient jdbc, String user, String orderId) {
		for (CartLine line : lines(jdbc, user, orderId)) {
			jdbc.sql("""
					insert into cart_line (user_id, order_id, sku, quantity, added_at, last_request)
					values (:user, '', :sku, :quantity, :now, '')
					on conflict (user_id, order_id, sku) do nothing""")
				.param("user", user)
				.param("sku", line.sku())
				.param("quantity", line.quantity())
				.param("now", this.clock.millis())
				.update();
		}
		jdbc.sql("delete from cart_line where user_id = :user and order_id = :order")
			.param("user", user)
			.param("order", orderId)
			.update();
	}

	private List<CartLine> lines(JdbcClient jdbc, String user, String orderId) {
		return jdbc.sql("""
				select sku, quantity from cart_line
				where user_id = :user and order_id = :order order by added_at, sku""")
			.param("user", user)
			.param("order", orderId)
			.query((row, index) -> new CartLine(row.getString("sku"), row.getInt("quantity")))
			.list();
	}

}
