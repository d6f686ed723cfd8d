package dev.mesh.benchmarks.calls.work;

import java.util.concurrent.CompletableFuture;

/**
 * The service itself, the same behind every contestant.
 */
public class PlainOrderDesk implements OrderDesk {

	@Override
	public Order place(Order order) {
		return order.placed();
	}

	@Override
	public byte[] echo(byte[] bytes) {
		return bytes;
	}

	@Override
	public CompletableFuture<Order> placeAsync(Order order) {
		return CompletableFuture.completedFuture(place(order));
	}

	@Override
	public CompletableFuture<byte[]> echoAsync(byte[] bytes) {
		return CompletableFuture.completedFuture(echo(bytes));
	}

}
