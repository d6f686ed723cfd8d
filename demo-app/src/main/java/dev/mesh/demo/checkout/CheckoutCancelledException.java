package dev.mesh.demo.checkout;

/**
 * The order of this id was given up, and every step undone.
 */
public class CheckoutCancelledException extends RuntimeException {

	public CheckoutCancelledException(String message) {
		super(message);
	}

}
