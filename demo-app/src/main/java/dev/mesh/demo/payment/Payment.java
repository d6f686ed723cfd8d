package dev.mesh.demo.payment;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A payment made.
 *
 * @param paymentId its reference
 * @param servedBy the node that charged the card
 */
public record Payment(String paymentId, String servedBy) {

	static String idOf(String orderId) {
		return "pay_" + UUID.nameUUIDFromBytes(orderId.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
	}

}
