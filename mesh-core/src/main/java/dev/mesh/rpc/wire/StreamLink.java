package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBufAllocator;

/**
 * Where the frames of a request's streams go. Safe for use by any thread.
 */
public interface StreamLink {

	/**
	 * Have {@link StreamHandler#next()} asked, when it is this request's turn. Costs
	 * little if that is so already.
	 */
	void ready();

	/**
	 * Return where the memory of frames comes from.
	 * @return the allocator
	 */
	ByteBufAllocator allocator();

	/**
	 * Return the size of the largest frame that the peer accepts.
	 * @return the size in bytes
	 */
	int maxFrameBytes();

}
