package dev.mesh.rpc.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Flow;

import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.stream.ReceiveWindow.Grant;
import dev.mesh.rpc.wire.StreamFrames;
import dev.mesh.rpc.wire.StreamLink;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading end of a stream from another node: a publisher for one subscriber. Items
 * wait here encoded, within the window, and are decoded on the thread that delivers them.
 * Safe for use by any thread.
 */
public final class StreamReceiver implements Flow.Publisher<Object>, LaneEnd {

	/*
	 * 'this' guards the fields below. Subscriber and codec are only ever called by
	 * deliver(), of which one runs at a time (SerialTask), so it alone takes from the
	 * queue and releases what is in it. Everyone else changes the state and signals.
	 */

	private static final Logger logger = LoggerFactory.getLogger(StreamReceiver.class);

	/** How many items one turn delivers, so that streams share the threads. */
	private static final int TURN = 256;

	private final int lane;

	private final ReceiveWindow window;

	private final StreamErrors errors;

	private final StreamTally tally;

	private final SerialTask delivery;

	private final Deque<ItemBatch> queue = new ArrayDeque<>();

	private Flow.@Nullable Subscriber<? super Object> subscriber;

	private @Nullable StreamLink link;

	/** Whether onSubscribe has returned: nothing is signalled before. */
	private boolean started;

	/** Whether the peer has ended the stream. */
	private boolean terminated;

	/** Whether nothing more is to be delivered but perhaps the end. */
	private boolean closed;

	/** Whether the peer is to be told that no more is wanted. */
	private boolean cancelDue;

	private @Nullable StreamEnd end;

	/**
	 * Make it.
	 * @param lane the stream's lane
	 * @param errors words its errors
	 * @param window its window
	 * @param tally counts items
	 * @param threads deliver
	 */
	StreamReceiver(int lane, StreamErrors errors, ReceiveWindow window, StreamTally tally, StreamThreads threads) {
		this.lane = lane;
		this.tally = tally;
		this.errors = errors;
		this.window = window;
		this.delivery = new SerialTask(threads, this::deliver);
	}

	@Override
	public void subscribe(Flow.Subscriber<? super Object> given) {
		Objects.requireNonNull(given, "subscriber");
		if (!takeOn(given)) {
			StreamRelay.refuse(given, new IllegalStateException(
					"'" + this.errors + "' has a subscriber and its items can be read once: collect or share them"));
			return;
		}
		try {
			given.onSubscribe(new Demand());
		}
		catch (Throwable ex) {
			subscriberThrew(ex);
		}
		synchronized (this) {
			this.started = true;
		}
		this.delivery.signal();
	}

	private synchronized boolean takeOn(Flow.Subscriber<? super Object> given) {
		if (this.subscriber != null) {
			return false;
		}
		this.subscriber = given;
		return true;
	}

	@Override
	public synchronized void onLink(StreamLink given) {
		this.link = given;
		wakeIfDue();
	}

	@Override
	public boolean reads() {
		return true;
	}

	@Override
	public void onItems(int count, ByteBuf items, PayloadReader reader) {
		synchronized (this) {
			if (this.closed || this.terminated) {
				return;
			}
			if (this.window.arrived(count, items.readableBytes())) {
				this.queue.add(new ItemBatch(items.retain(), count, reader));
			}
			else {
				breakOff("the node sent items that nobody asked for");
			}
		}
		this.delivery.signal();
	}

	@Override
	public void onComplete() {
		terminate(StreamEnd.COMPLETE);
	}

	@Override
	public void onError(ByteBuf error, PayloadReader reader) {
		StreamEnd failure = StreamEnd.error(error.retain(), reader);
		if (!terminate(failure)) {
			failure.release();
		}
	}

	@Override
	public void onStop(String message) {
		synchronized (this) {
			if (!this.terminated && !this.closed) {
				breakOff(message);
			}
		}
		this.delivery.signal();
	}

	@Override
	public void onLost(String message) {
		terminate(StreamEnd.failure(this.errors.lost(message)));
		synchronized (this) {
			this.cancelDue = false;
		}
	}

	private boolean terminate(StreamEnd how) {
		synchronized (this) {
			if (this.terminated) {
				return false;
			}
			this.terminated = true;
			this.cancelDue = false;
			if (this.closed) {
				return false;
			}
			this.end = how;
		}
		this.delivery.signal();
		return true;
	}

	/** End with an error that comes before what waits; the peer is told to stop. */
	private void breakOff(String message) {
		endNow(StreamEnd.failure(this.errors.lost(message)));
	}

	private void endNow(@Nullable StreamEnd how) {
		StreamEnd replaced = this.end;
		if (replaced != null) {
			replaced.release();
		}
		this.end = how;
		this.closed = true;
		if (!this.terminated) {
			this.terminated = true;
			this.cancelDue = true;
			wake();
		}
	}

	private void wakeIfDue() {
		if (this.cancelDue || this.window.isDue()) {
			wake();
		}
	}

	private void wake() {
		StreamLink woken = this.link;
		if (woken != null) {
			woken.ready();
		}
	}

	@Override
	public synchronized @Nullable ByteBuf next() {
		StreamLink open = this.link;
		if (open == null) {
			return null;
		}
		if (this.cancelDue) {
			this.cancelDue = false;
			return StreamFrames.cancel(open.allocator(), this.lane);
		}
		Grant grant = this.terminated ? null : this.window.grant();
		return (grant != null) ? StreamFrames.credit(open.allocator(), this.lane, grant.items(), grant.bytes()) : null;
	}

	@Override
	public synchronized boolean isEnded() {
		return this.terminated && !this.cancelDue;
	}

	/**
	 * Deliver what waits; by one thread at a time.
	 * @return whether there may be more
	 */
	private boolean deliver() {
		for (int i = 0; i < TURN; i++) {
			ItemBatch batch;
			Flow.Subscriber<? super Object> to;
			StreamEnd last = null;
			synchronized (this) {
				to = this.subscriber;
				if (this.closed) {
					discard();
				}
				batch = this.queue.peek();
				if (to == null || !this.started) {
					return false;
				}
				if (batch == null) {
					last = this.end;
					this.end = null;
					this.closed |= (last != null);
				}
				else if (!this.window.mayDeliver()) {
					return false;
				}
			}
			if (batch == null) {
				if (last != null) {
					last.signal(to, this.errors);
				}
				return false;
			}
			deliver(batch, to);
		}
		return true;
	}

	private void discard() {
		this.queue.forEach(ItemBatch::release);
		this.queue.clear();
	}

	private void deliver(ItemBatch batch, Flow.Subscriber<? super Object> to) {
		Object item;
		int bytes = batch.readableBytes();
		try {
			item = batch.read();
		}
		catch (RuntimeException | LinkageError ex) {
			synchronized (this) {
				endNow(StreamEnd.failure(this.errors.unreadable("items", ex)));
			}
			return;
		}
		synchronized (this) {
			this.window.delivered(bytes - batch.readableBytes());
			if (batch.isEmpty()) {
				this.queue.remove();
				batch.release();
			}
			if (!this.terminated && this.window.isDue()) {
				wake();
			}
		}
		this.tally.received();
		try {
			to.onNext(item);
		}
		catch (Throwable ex) {
			subscriberThrew(ex);
		}
	}

	private void subscriberThrew(Throwable thrown) {
		logger.error("The subscriber of '{}' threw, which none may; the stream is cancelled.", this.errors, thrown);
		close();
	}

	private void close() {
		synchronized (this) {
			if (!this.closed) {
				endNow(null);
			}
		}
		this.delivery.signal();
	}

	/**
	 * Give up a stream that nobody has subscribed to and nobody will: what has arrived is
	 * dropped.
	 */
	void abandon() {
		synchronized (this) {
			if (this.subscriber != null) {
				return;
			}
			this.terminated = true;
			endNow(null);
			discard();
		}
	}

	/**
	 * What the subscriber holds.
	 */
	private final class Demand implements Flow.Subscription {

		@Override
		public void request(long n) {
			synchronized (StreamReceiver.this) {
				if (StreamReceiver.this.closed) {
					return;
				}
				if (n > 0) {
					StreamReceiver.this.window.request(n);
					wakeIfDue();
				}
				else {
					endNow(StreamEnd.failure(StreamErrors.badRequest()));
				}
			}
			StreamReceiver.this.delivery.signal();
		}

		@Override
		public void cancel() {
			close();
		}

	}

}
