package dev.mesh.benchmarks.calls.work;

import java.util.concurrent.CompletableFuture;

/**
 * The contract that all contestants serve. Safe for use by any thread.
 */
public interface OrderDesk {

	/**
	 * Place an order.
	 * @param order the order
	 * @return {@link Order#placed()}
	 */
	Order place(Order order);

	/**
	 * Return the same bytes.
	 * @param bytes the bytes
	 * @return the bytes
	 */
	byte[] echo(byte[] bytes);

	/**
	 * Place an order without waiting.
	 * @param order the order
	 * @return completed with {@link Order#placed()}
	 */
	CompletableFuture<Order> placeAsync(Order order);

	/**
	 * Return the same bytes without waiting.
	 * @param bytes the bytes
	 * @return completed with the bytes
	 */
	CompletableFuture<byte[]> echoAsync(byte[] bytes);

}
