package dev.mesh.rpc.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Flow;

import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.StreamFrames;
import dev.mesh.rpc.wire.StreamLink;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publishing end of a stream to another node: subscribes to a publisher and asks it
 * for what the reader has granted. Items are encoded at once, on the thread that emits
 * them, and wait here until it is the stream's turn; those that gather meanwhile leave in
 * one frame. Safe for use by any thread.
 */
final class StreamSender implements Flow.Subscriber<Object>, LaneEnd {

	/*
	 * 'this' guards the fields below, for a few instructions at a time, as the event loop
	 * takes it too: no item is encoded and nobody is called under it.
	 */

	private static final Logger logger = LoggerFactory.getLogger(StreamSender.class);

	/** A frame with this much is not added to. */
	private static final int BATCH_BYTES = 16 * 1024;

	private final int lane;

	private final PayloadWriter writer;

	private final StreamErrors errors;

	private final SerialSubscription source;

	private final SerialTask asking;

	private final Runnable ended;

	private final SendWindow window;

	private final StreamTally tally;

	private final Deque<Outgoing> batches = new ArrayDeque<>();

	private @Nullable StreamLink link;

	/** Whether the source's signals are heeded no more. */
	private boolean deaf;

	/** The frame that ends the stream, when all batches have left. */
	private @Nullable ByteBuf last;

	/** Whether the source is to be cancelled, which is not for event loops. */
	private boolean cancelDue;

	private boolean over;

	/** Whether it is counted among those that wait for their reader. */
	private boolean stalled;

	/** What to subscribe to when the reader asks for the first time. */
	private Flow.@Nullable Publisher<?> unread;

	/**
	 * Make it.
	 * @param lane the stream's lane
	 * @param errors words its errors
	 * @param writer encodes items
	 * @param window its window
	 * @param tally counts items and stalls
	 * @param threads ask the source
	 * @param ended told once when the stream has ended, on any thread
	 */
	StreamSender(int lane, StreamErrors errors, PayloadWriter writer, SendWindow window, StreamTally tally,
			StreamThreads threads, Runnable ended) {
		this.lane = lane;
		this.errors = errors;
		this.window = window;
		this.tally = tally;
		this.writer = writer;
		this.ended = ended;
		this.source = new SerialSubscription(this::sourceThrew);
		this.asking = new SerialTask(threads, this::ask);
	}

	/**
	 * Begin to publish when the reader asks for the first time.
	 * @param publisher the source
	 */
	synchronized void publishOnDemand(Flow.Publisher<?> publisher) {
		this.unread = publisher;
	}

	/**
	 * Begin to publish.
	 * @param publisher the source
	 */
	void publish(Flow.Publisher<?> publisher) {
		try {
			publisher.subscribe(this);
		}
		catch (Throwable ex) {
			sourceThrew(ex);
		}
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		Objects.requireNonNull(subscription, "subscription");
		if (this.source.set(subscription)) {
			synchronized (this) {
				countStall();
			}
			this.asking.signal();
		}
		else {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Object item) {
		if (item == null) {
			fail(this.errors.exception(this.errors.violation("emitted null")));
			throw new NullPointerException("item");
		}
		StreamLink open;
		synchronized (this) {
			if (this.deaf) {
				return;
			}
			open = this.link;
			if (open == null || !this.window.arrived()) {
				open = null;
			}
		}
		if (open == null) {
			fail(this.errors.exception(this.errors.violation("emitted more items than it was asked for")));
			return;
		}
		ByteBuf frame = encode(item, open);
		if (frame == null) {
			return;
		}
		add(frame);
		open.ready();
	}

	private @Nullable ByteBuf encode(Object item, StreamLink to) {
		ByteBuf frame = StreamFrames.beginItems(to.allocator());
		try {
			this.writer.write(item, frame);
		}
		catch (RuntimeException | LinkageError ex) {
			frame.release();
			fail(this.errors.exception(this.errors
				.unsendable(ex.getMessage() + ". Publish only items of the type that " + "the contract names.")));
			return null;
		}
		if (frame.readableBytes() <= to.maxFrameBytes()) {
			return frame;
		}
		fail(this.errors.exception(this.errors.unsendable("it takes %d bytes and a frame at most %d. Raise %s."
			.formatted(frame.readableBytes(), to.maxFrameBytes(), "mesh.rpc.max-frame"))));
		frame.release();
		return null;
	}

	private void add(ByteBuf frame) {
		boolean more;
		synchronized (this) {
			if (this.over || this.last != null) {
				// What came before it may have been dropped: there must be no gap.
				frame.release();
				return;
			}
			int bytes = frame.readableBytes() - StreamFrames.ITEMS_HEADER_BYTES;
			this.window.encoded(bytes);
			Outgoing last = this.batches.peekLast();
			if (last != null && last.bytes() + bytes <= BATCH_BYTES) {
				last.add(frame);
			}
			else {
				this.batches.add(new Outgoing(frame));
			}
			more = this.window.mayAsk();
			countStall();
		}
		if (more) {
			ask();
		}
	}

	@Override
	public void onComplete() {
		end(null);
	}

	@Override
	public void onError(Throwable thrown) {
		Objects.requireNonNull(thrown, "thrown");
		if (thrown instanceof Error) {
			logger.error("'{}' failed", this.errors, thrown);
		}
		end(this.errors.exception(thrown));
	}

	private void sourceThrew(Throwable thrown) {
		logger.warn("The publisher of '{}' threw from a method that must not throw.", this.errors, thrown);
		fail(this.errors.exception(this.errors.violation("threw " + thrown)));
	}

	/** End with an error of our own: the source does not know of it. */
	private void fail(RequestHandler.Body error) {
		if (end(error)) {
			this.source.cancel();
		}
	}

	private boolean end(RequestHandler.@Nullable Body error) {
		StreamLink open;
		synchronized (this) {
			open = this.link;
			if (this.deaf || open == null) {
				return false;
			}
			this.deaf = true;
			countStall();
		}
		ByteBuf frame = lastFrame(error, open);
		synchronized (this) {
			if (this.over || this.last != null) {
				frame.release();
				return true;
			}
			this.last = frame;
		}
		open.ready();
		return true;
	}

	private ByteBuf lastFrame(RequestHandler.@Nullable Body error, StreamLink to) {
		if (error == null) {
			return StreamFrames.complete(to.allocator(), this.lane);
		}
		ByteBuf frame = StreamFrames.error(to.allocator(), this.lane, error);
		if (frame.readableBytes() <= to.maxFrameBytes()) {
			return frame;
		}
		frame.release();
		return StreamFrames.error(to.allocator(), this.lane,
				this.errors.brokenOff("its publisher failed with an error larger than a frame"));
	}

	private boolean ask() {
		Flow.Publisher<?> publisher;
		long n;
		boolean cancel;
		synchronized (this) {
			cancel = this.cancelDue;
			publisher = cancel ? null : this.unread;
			this.unread = null;
			n = this.deaf ? 0 : this.window.ask();
		}
		if (cancel) {
			this.source.cancel();
			return false;
		}
		if (n > 0) {
			this.source.request(n);
		}
		if (publisher != null) {
			publish(publisher);
		}
		return false;
	}

	@Override
	public boolean reads() {
		return false;
	}

	@Override
	public synchronized void onLink(StreamLink given) {
		this.link = given;
	}

	@Override
	public void onCredit(long items, long bytes) {
		boolean credible;
		synchronized (this) {
			if (this.over) {
				return;
			}
			credible = this.window.grant(items, bytes);
			countStall();
			StreamLink open = this.link;
			if (open != null && !this.batches.isEmpty()) {
				open.ready();
			}
		}
		if (credible) {
			this.asking.signal();
		}
		else {
			onStop("its reader granted " + items + " items and " + bytes + " bytes more, which is no credit");
		}
	}

	@Override
	public void onCancel() {
		finish();
	}

	@Override
	public void onLost(String message) {
		finish();
	}

	private void finish() {
		synchronized (this) {
			if (this.over) {
				return;
			}
			this.over = true;
			this.deaf = true;
			this.cancelDue = true;
			drop();
			countStall();
		}
		this.asking.signal();
		this.ended.run();
	}

	private void drop() {
		this.batches.forEach(Outgoing::release);
		this.batches.clear();
		ByteBuf dropped = this.last;
		this.last = null;
		if (dropped != null) {
			dropped.release();
		}
	}

	@Override
	public void onStop(String message) {
		synchronized (this) {
			StreamLink open = this.link;
			if (this.over || open == null) {
				return;
			}
			this.deaf = true;
			this.cancelDue = true;
			drop();
			this.last = StreamFrames.error(open.allocator(), this.lane, this.errors.brokenOff(message));
			countStall();
			open.ready();
		}
		this.asking.signal();
	}

	@Override
	public @Nullable ByteBuf next() {
		ByteBuf frame;
		boolean ends;
		boolean more;
		synchronized (this) {
			frame = this.over ? null : nextFrame();
			ends = this.over;
			countStall();
			more = !this.deaf && this.window.mayAsk();
		}
		if (frame != null && ends) {
			this.ended.run();
		}
		if (frame != null && more) {
			this.asking.signal();
		}
		return frame;
	}

	private @Nullable ByteBuf nextFrame() {
		Outgoing first = this.batches.peek();
		if (first != null) {
			if (!this.window.maySend()) {
				return null;
			}
			this.batches.remove();
			this.window.sent(first.bytes());
			this.tally.sent(first.count());
			return first.seal(this.lane);
		}
		ByteBuf end = this.last;
		this.last = null;
		this.over = (end != null);
		return end;
	}

	/** Under the lock, after each change. */
	private void countStall() {
		boolean waits = !this.over
				&& (this.batches.isEmpty() ? !this.deaf && this.window.isUsedUp() : !this.window.maySend());
		if (waits != this.stalled) {
			this.stalled = waits;
			this.tally.stalled(waits ? 1 : -1);
		}
	}

	@Override
	public synchronized boolean isEnded() {
		return this.over;
	}

}
