package dev.mesh.rpc.wire;

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBufAllocator;

/**
 * The streams of one request, as their connection knows them.
 */
final class OpenStream extends Outbox.Item<OpenStream> implements StreamLink {

	private final int id;

	private final StreamHandler handler;

	private final Outbox<OpenStream> outbox;

	private final ByteBufAllocator allocator;

	private final int maxFrameBytes;

	/** Whether it is in the outbox, where it can be but once. */
	private final AtomicBoolean offered = new AtomicBoolean();

	/** Whether it waits for its turn; for the event loop. */
	private boolean waiting;

	OpenStream(int id, StreamHandler handler, Outbox<OpenStream> outbox, ByteBufAllocator allocator,
			int maxFrameBytes) {
		this.id = id;
		this.handler = handler;
		this.outbox = outbox;
		this.allocator = allocator;
		this.maxFrameBytes = maxFrameBytes;
	}

	int id() {
		return this.id;
	}

	StreamHandler handler() {
		return this.handler;
	}

	@Override
	public void ready() {
		if (!this.offered.get() && this.offered.compareAndSet(false, true)) {
			this.outbox.offer(this);
		}
	}

	/**
	 * Take note that the outbox has given it out. Before the handler is asked: what
	 * becomes ready from here on offers again.
	 */
	void taken() {
		this.offered.set(false);
	}

	/**
	 * Queue for a turn.
	 * @return whether it did not wait for one yet
	 */
	boolean queue() {
		boolean queued = !this.waiting;
		this.waiting = true;
		return queued;
	}

	void turnEnded() {
		this.waiting = false;
	}

	@Override
	public ByteBufAllocator allocator() {
		return this.allocator;
	}

	@Override
	public int maxFrameBytes() {
		return this.maxFrameBytes;
	}

}
