package dev.mesh.demo.payment;

import dev.mesh.demo.money.Money;
import dev.mesh.rpc.MeshCall;

/**
 * Card payments, at most one per order.
 */
public interface Payments {

	/**
	 * Charge a card. For the same order again nothing is charged and the same payment
	 * results.
	 * @param orderId the order
	 * @param amount how much
	 * @param card the card's number, 12 to 19 digits
	 * @return the payment
	 * @throws PaymentDeclinedException if the number is not one, the issuer declines, or
	 * the order's payment was refunded before
	 */
	@MeshCall(idempotent = true, timeout = "5s")
	Payment charge(String orderId, Money amount, String card) throws PaymentDeclinedException;

	/**
	 * Pay an order's money back, or see to it that it is never charged.
	 * @param orderId the order
	 */
	@MeshCall(idempotent = true, timeout = "5s")
	void refund(String orderId);

}
