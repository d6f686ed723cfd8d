package dev.mesh.benchmarks.calls.work;

import io.netty.buffer.ByteBuf;

/**
 * A way to write orders. Safe for use by any thread.
 */
public interface OrderFormat {

	/**
	 * Return its short name.
	 * @return the name
	 */
	String id();

	/**
	 * Append an order.
	 * @param order the order
	 * @param out the buffer
	 */
	void write(Order order, ByteBuf out);

	/**
	 * Read an order.
	 * @param in the buffer
	 * @return the order
	 */
	Order read(ByteBuf in);

}
