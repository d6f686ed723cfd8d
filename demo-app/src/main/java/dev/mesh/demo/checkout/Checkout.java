package dev.mesh.demo.checkout;

import java.util.Optional;

import dev.mesh.demo.inventory.OutOfStockException;
import dev.mesh.demo.payment.PaymentDeclinedException;
import dev.mesh.demo.shipping.NotDeliverableException;
import dev.mesh.rpc.MeshCall;

/**
 * Turns carts into orders.
 */
public interface Checkout {

	/**
	 * Order what is in a cart. For the same order id again nothing is ordered and the
	 * same order results, whatever became of the caller or of the node in between.
	 * @param request what to order and how
	 * @return the order: paid, shipped and stored
	 * @throws EmptyCartException if there is nothing to order
	 * @throws OutOfStockException if there is too little of something
	 * @throws PaymentDeclinedException if the card was not charged
	 * @throws NotDeliverableException if the parcel cannot be sent
	 * @throws CheckoutCancelledException if this order was given up before
	 */
	@MeshCall(idempotent = true, timeout = "10s")
	Order place(OrderRequest request) throws EmptyCartException, OutOfStockException, PaymentDeclinedException,
			NotDeliverableException, CheckoutCancelledException;

	/**
	 * Look an order up.
	 * @param orderId the order
	 * @return the order, if it was placed
	 */
	@MeshCall(idempotent = true)
	Optional<Order> find(String orderId);

}
