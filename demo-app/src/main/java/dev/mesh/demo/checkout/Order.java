package dev.mesh.demo.checkout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.demo.money.Money;

/**
 * A placed order.
 *
 * @param orderId the id
 * @param user who ordered
 * @param email where the confirmation goes
 * @param lines what was ordered
 * @param shipping what shipping costs
 * @param total what was paid
 * @param paymentId the reference of the payment
 * @param trackingId how to follow the parcel
 * @param placedAt when it was placed
 * @param servedBy the node that served each step, by service, in the order of the steps
 */
public record Order(String orderId, String user, String email, List<OrderLine> lines, Money shipping, Money total,
		String paymentId, String trackingId, Instant placedAt, Map<String, String> servedBy) {

	Order servedAlsoBy(String service, String node) {
		Map<String, String> all = new LinkedHashMap<>(this.servedBy);
		all.put(service, node);
		return new Order(this.orderId, this.user, this.email, this.lines, this.shipping, this.total, this.paymentId,
				this.trackingId, this.placedAt, all);
	}

}
