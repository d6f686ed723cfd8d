package dev.mesh.demo.checkout;

/**
 * There is nothing to order.
 */
public class EmptyCartException extends RuntimeException {

	public EmptyCartException(String message) {
		super(message);
	}

}
