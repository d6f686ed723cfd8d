package dev.mesh.demo.inventory;

/**
 * There is too little of a product.
 */
public class OutOfStockException extends RuntimeException {

	public OutOfStockException(String message) {
		super(message);
	}

}
