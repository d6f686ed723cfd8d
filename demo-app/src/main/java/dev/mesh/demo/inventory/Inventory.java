package dev.mesh.demo.inventory;

import java.util.List;

import dev.mesh.rpc.MeshCall;

/**
 * What is in stock.
 */
public interface Inventory {

	/**
	 * Tell what is in stock.
	 * @param skus the products
	 * @return how many there are of each that is known
	 */
	@MeshCall(idempotent = true)
	StockLevels levels(List<String> skus);

	/**
	 * Reserve all items or none. For the same order again nothing more is reserved.
	 * @param orderId the order
	 * @param items the products, each once
	 * @return the reservation
	 * @throws OutOfStockException if there is too little of one, or if the order's
	 * reservation was released before
	 */
	@MeshCall(idempotent = true)
	Reservation reserve(String orderId, List<Item> items) throws OutOfStockException;

	/**
	 * Put back what an order reserved, or see to it that it never reserves.
	 * @param orderId the order
	 */
	@MeshCall(idempotent = true)
	void release(String orderId);

}
