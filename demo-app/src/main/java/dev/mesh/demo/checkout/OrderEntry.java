package dev.mesh.demo.checkout;

import org.jspecify.annotations.Nullable;

/**
 * The stored row of an order.
 *
 * @param orderId the id
 * @param user who orders
 * @param currency what is paid in
 * @param email where the confirmation goes
 * @param state how far it is
 * @param reason why it was given up, or empty
 * @param order the order, once it is placed
 */
record OrderEntry(String orderId, String user, String currency, String email, OrderState state, String reason,
		@Nullable Order order) {

	boolean isFor(OrderRequest request) {
		return this.user.equals(request.user()) && this.currency.equals(request.currency())
				&& this.email.equals(request.email());
	}

}
