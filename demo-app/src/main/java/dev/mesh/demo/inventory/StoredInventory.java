package dev.mesh.demo.inventory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.storage.DataFile;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stock in the database, first filled from {@code data/stock.json}.
 */
@MeshService(name = "inventory")
class StoredInventory implements Inventory {

	private final Database database;

	private final NodeName node;

	StoredInventory(Database database, DataFile data, NodeName node) {
		this.database = database;
		this.node = node;
		fill(data.read("stock.json", Delivery.class));
	}

	@Override
	public StockLevels levels(List<String> skus) {
		Map<String, Integer> available = new HashMap<>();
		if (!skus.isEmpty()) {
			this.database.read()
				.sql("select sku, available from stock where sku in (:skus)")
				.param("skus", skus)
				.query((row) -> {
					available.put(row.getString("sku"), row.getInt("available"));
				});
		}
		return new StockLevels(available, this.node.get());
	}

	@Override
	public Reservation reserve(String orderId, List<Item> items) {
		// In one order always, so that two reservations cannot wait on each other.
		List<Item> ordered = items.stream().sorted(Comparator.comparing(Item::sku)).toList();
		this.database.write((jdbc) -> {
			if (open(jdbc, orderId, false)) {
				ordered.forEach((item) -> take(jdbc, orderId, item));
			}
			else if (isReleased(jdbc, orderId)) {
				throw new OutOfStockException("The reservation of order " + orderId + " was released. Order again.");
			}
			return true;
		});
		return new Reservation(orderId, this.node.get());
	}

	@Override
	public void release(String orderId) {
		this.database.write((jdbc) -> {
			// A row is left even where nothing was reserved: a reservation that is late
			// finds it.
			if (!open(jdbc, orderId, true) && close(jdbc, orderId)) {
				putBack(jdbc, orderId);
			}
			return true;
		});
	}

	private void fill(Delivery delivery) {
		this.database.write((jdbc) -> {
			List<String> known = jdbc.sql("select sku from stock").query(String.class).list();
			delivery.stock().forEach((sku, quantity) -> {
				if (!known.contains(sku)) {
					jdbc.sql("""
							insert into stock (sku, available) values (:sku, :quantity)
							on conflict (sku) do nothing""").param("sku", sku).param("quantity", quantity).update();
				}
			});
			return true;
		});
	}

	private static boolean open(JdbcClient jdbc, String orderId, boolean released) {
		return jdbc.sql("""
				insert into reservation (order_id, released) values (:order, :released)
				on conflict (order_id) do nothing""")
			.param("order", orderId)
			.param("released", released ? 1 : 0)
			.update() == 1;
	}

	private static boolean close(JdbcClient jdbc, String orderId) {
		return jdbc.sql("update reservation set released = 1 where order_id = :order and released = 0")
			.param("order", orderId)
			.update() == 1;
	}

	private static boolean isReleased(JdbcClient jdbc, String orderId) {
		return Objects.equals(1,
				jdbc.sql("select released from reservation where order_id = :order")
					.param("order", orderId)
					.query(Integer.class)
					.single());
	}

	private static void take(JdbcClient jdbc, String orderId, Item item) {
		int taken = jdbc
			.sql("update stock set available = available - :quantity where sku = :sku and available >= :quantity")
			.param("quantity", item.quantity())
			.param("sku", item.sku())
			.update();
		if (taken == 0) {
			throw new OutOfStockException(
					"Fewer than " + item.quantity() + " of '" + item.sku() + "' are in stock. Order less of it.");
		}
		jdbc.sql("insert into reserved_item (order_id, sku, quantity) values (:order, :sku, :quantity)")
			.param("order", orderId)
			.param("sku", item.sku())
			.param("quantity", item.quantity())
			.update();
	}

	private static void putBack(JdbcClient jdbc, String orderId) {
		List<Item> items = jdbc.sql("select sku, quantity from reserved_item where order_id = :order order by sku")
			.param("order", orderId)
			.query((row, index) -> new Item(row.getString("sku"), row.getInt("quantity")))
			.list();
		for (Item item : items) {
			jdbc.sql("update stock set available = available + :quantity where sku = :sku")
				.param("quantity", item.quantity())
				.param("sku", item.sku())
				.update();
		}
	}

	/**
	 * The first delivery to the warehouse.
	 *
	 * @param stock how many of each product
	 */
	record Delivery(Map<String, Integer> stock) {

	}

}
