package dev.mesh.demo.payment;

/**
 * A card was not charged.
 */
public class PaymentDeclinedException extends RuntimeException {

	public PaymentDeclinedException(String message) {
		super(message);
	}

	static PaymentDeclinedException refunded(String orderId) {
		return new PaymentDeclinedException("The payment of order " + orderId + " was refunded. Order again.");
	}

}
