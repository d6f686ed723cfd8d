package dev.mesh.demo.cart;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;

/**
 * The carts. All calls of one user go to one instance while the view stands; the carts
 * themselves are in the database, so any other can take over.
 */
public interface Carts {

	/**
	 * The most of one product that a cart takes.
	 */
	int MAX_QUANTITY = 99;

	/**
	 * Return a cart.
	 * @param user whose
	 * @return the cart, perhaps empty
	 */
	@MeshCall(idempotent = true)
	Cart of(@MeshKey String user);

	/**
	 * Add to a cart.
	 * @param user whose
	 * @param line how many of which product
	 * @param requestId identifies this addition: with the same id again nothing is added
	 * @return the cart after that
	 */
	@MeshCall(idempotent = true)
	Cart add(@MeshKey String user, CartLine line, String requestId);

	/**
	 * Set how many of a product are in a cart.
	 * @param user whose
	 * @param line the product and how many; 0 removes it
	 * @return the cart after that
	 */
	@MeshCall(idempotent = true)
	Cart set(@MeshKey String user, CartLine line);

	/**
	 * Take all lines out of the cart for an order. Two orders never get the same line;
	 * the same order gets its lines again. An order that gave its lines back gets none.
	 * @param user whose
	 * @param orderId the order
	 * @return the lines, perhaps none
	 */
	@MeshCall(idempotent = true)
	Cart claim(@MeshKey String user, String orderId);

	/**
	 * Put what an order claimed back into the cart, for good: a later claim of the same
	 * order gets nothing.
	 * @param user whose
	 * @param orderId the order
	 */
	@MeshCall(idempotent = true)
	void giveBack(@MeshKey String user, String orderId);

}
