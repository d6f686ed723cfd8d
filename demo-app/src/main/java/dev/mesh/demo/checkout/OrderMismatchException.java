package dev.mesh.demo.checkout;

/**
 * The same order id was used before for something else.
 */
public class OrderMismatchException extends RuntimeException {

	public OrderMismatchException(String message) {
		super(message);
	}

}
