package dev.mesh.benchmarks.calls.peers;

import java.util.concurrent.CompletableFuture;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderCodec;
import dev.mesh.benchmarks.calls.work.OrderDesk;

/**
 * The desk over a peer that carries bytes: orders go through the codec written by hand.
 */
abstract class BytesDesk implements OrderDesk {

	static final byte PLACE = 0;

	static final byte ECHO = 1;

	abstract byte[] call(byte operation, byte[] bytes);

	abstract CompletableFuture<byte[]> callAsync(byte operation, byte[] bytes);

	/**
	 * Do what was asked for, at the server.
	 */
	static byte[] serve(OrderDesk desk, byte operation, byte[] bytes) {
		return (operation == PLACE) ? OrderCodec.toBytes(desk.place(OrderCodec.ofBytes(bytes))) : desk.echo(bytes);
	}

	@Override
	public Order place(Order order) {
		return OrderCodec.ofBytes(call(PLACE, OrderCodec.toBytes(order)));
	}

	@Override
	public byte[] echo(byte[] bytes) {
		return call(ECHO, bytes);
	}

	@Override
	public CompletableFuture<Order> placeAsync(Order order) {
		return callAsync(PLACE, OrderCodec.toBytes(order)).thenApply(OrderCodec::ofBytes);
	}

	@Override
	public CompletableFuture<byte[]> echoAsync(byte[] bytes) {
		return callAsync(ECHO, bytes);
	}

}
