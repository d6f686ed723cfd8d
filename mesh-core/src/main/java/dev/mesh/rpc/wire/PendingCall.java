package dev.mesh.rpc.wire;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of ours on its way. It is settled once, by whoever comes first: reply,
 * deadline, lost connection or the caller's cancel. All else belongs to the event loop of
 * its connection from the moment it is offered.
 */
final class PendingCall implements RpcClient.Cancellable {

	private static final Logger logger = LoggerFactory.getLogger(PendingCall.class);

	private static final AtomicIntegerFieldUpdater<PendingCall> SETTLED = AtomicIntegerFieldUpdater
		.newUpdater(PendingCall.class, "settled");

	private final RpcClient.ReplyHandler handler;

	private final long deadlineNanos;

	private final boolean oneWay;

	private final int frameBytes;

	private final @Nullable StreamHandler streams;

	private @Nullable ByteBuf frame;

	private int id;

	private volatile @Nullable ClientConnection connection;

	@SuppressWarnings("unused") // through its updater
	private volatile int settled;

	PendingCall(RpcClient.ReplyHandler handler, long deadlineNanos, boolean oneWay, ByteBuf frame) {
		this(handler, deadlineNanos, oneWay, frame, null);
	}

	PendingCall(RpcClient.ReplyHandler handler, long deadlineNanos, boolean oneWay, ByteBuf frame,
			@Nullable StreamHandler streams) {
		this.streams = streams;
		this.handler = handler;
		this.deadlineNanos = deadlineNanos;
		this.oneWay = oneWay;
		this.frame = frame;
		this.frameBytes = frame.readableBytes();
	}

	long deadlineNanos() {
		return this.deadlineNanos;
	}

	boolean oneWay() {
		return this.oneWay;
	}

	@Nullable StreamHandler streams() {
		return this.streams;
	}

	int frameBytes() {
		return this.frameBytes;
	}

	int id() {
		return this.id;
	}

	void enterTable(int id) {
		this.id = id;
	}

	void offeredTo(ClientConnection connection) {
		this.connection = connection;
	}

	/**
	 * Tell whether the frame was not yet given to the channel. From then on the peer may
	 * have it.
	 */
	boolean unsent() {
		return this.frame != null;
	}

	/**
	 * Take the frame out, to write or to release it.
	 * @return the frame, or {@code null} if it was taken before
	 */
	@Nullable ByteBuf takeFrame() {
		ByteBuf taken = this.frame;
		this.frame = null;
		return taken;
	}

	void releaseFrame() {
		ByteBuf taken = takeFrame();
		if (taken != null) {
			taken.release();
		}
	}

	boolean isSettled() {
		return this.settled != 0;
	}

	private boolean settle() {
		return SETTLED.compareAndSet(this, 0, 1);
	}

	@Override
	public void cancel() {
		ClientConnection offeredTo = this.connection;
		if (settle() && offeredTo != null) {
			offeredTo.cancelled(this);
		}
	}

	void result(ByteBuf payload, PayloadReader reader) {
		if (settle()) {
			guarded(() -> this.handler.onResult(payload, reader));
		}
	}

	void exception(ByteBuf payload, PayloadReader reader) {
		if (settle()) {
			guarded(() -> this.handler.onException(payload, reader));
		}
	}

	void notExecuted(Reason reason, String message) {
		if (settle()) {
			guarded(() -> this.handler.onNotExecuted(reason, message));
		}
	}

	void outcomeUnknown(String message) {
		if (settle()) {
			guarded(() -> this.handler.onOutcomeUnknown(message));
		}
	}

	// a caller's defect must not take the connection of all callers with it
	private static void guarded(Runnable callback) {
		try {
			callback.run();
		}
		catch (RuntimeException ex) {
			logger.error("A reply handler threw; the call it belongs to may never end. Handlers must not throw.", ex);
		}
	}

}
