package dev.mesh.benchmarks.calls.work;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order of a usual size. Serializable because Dubbo insists on it, though it does not
 * use it.
 *
 * @param id the id
 * @param customer who orders
 * @param lines what is ordered
 * @param placedAt when
 */
public record Order(long id, String customer, List<Line> lines, Instant placedAt) implements Serializable {

	public Order {
		lines = List.copyOf(lines);
	}

	/**
	 * Return an order of five lines.
	 * @param id its id
	 * @return the order
	 */
	public static Order sample(long id) {
		return new Order(id, "customer-4711",
				List.of(line("espresso-machine", 1, 34_999), line("grinder-steel", 1, 12_950),
						line("beans-1kg-dark", 6, 1_849), line("cup-porcelain", 12, 799), line("descaler", 2, 1_095)),
				Instant.ofEpochSecond(1_790_000_000L, 123_456_000));
	}

	private static Line line(String sku, int quantity, long cents) {
		return new Line(sku, quantity, BigDecimal.valueOf(cents, 2));
	}

	/**
	 * Return what the desk answers: the same order under the next id, so that a reply can
	 * be told from the request.
	 * @return the order
	 */
	public Order placed() {
		return new Order(this.id + 1, this.customer, this.lines, this.placedAt);
	}

}
