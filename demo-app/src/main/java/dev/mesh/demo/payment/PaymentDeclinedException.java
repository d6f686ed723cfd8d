package dev.mesh.demo.payment;

/**
 * A card was not charged.
 */
public class PaymentDeclinedException extends RuntimeException {

	public PaymentDeclinedException(String message) {
		super(message);
	}

}
