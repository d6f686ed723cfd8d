package dev.mesh.rpc.wire;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import dev.mesh.cluster.NodeId;
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
final class PendingCall extends Outbox.Item<PendingCall> implements RpcClient.Cancellable {

	private static final Logger logger = LoggerFactory.getLogger(PendingCall.class);

	private static final AtomicIntegerFieldUpdater<PendingCall> SETTLED = AtomicIntegerFieldUpdater
		.newUpdater(PendingCall.class, "settled");

	private final RpcClient.ReplyHandler handler;

	private final long deadlineNanos;

	private final Manner manner;

	private final int frameBytes;

	private final @Nullable StreamHandler streams;

	private @Nullable ByteBuf frame;

	private int id;

	private volatile @Nullable ClientConnection connection;

	private volatile @Nullable PendingCall inquiry;

	@SuppressWarnings("unused") // through its updater
	private volatile int settled;

	PendingCall(RpcClient.ReplyHandler handler, long deadlineNanos, Manner manner, ByteBuf frame) {
		this(handler, deadlineNanos, manner, frame, null);
	}

	/**
	 * Make a call with streams: nothing can tell what became of those, so the peer is not
	 * asked for it.
	 */
	PendingCall(RpcClient.ReplyHandler handler, long deadlineNanos, ByteBuf frame, StreamHandler streams) {
		this(handler, deadlineNanos, Manner.REPEATABLE, frame, streams);
	}

	private PendingCall(RpcClient.ReplyHandler handler, long deadlineNanos, Manner manner, ByteBuf frame,
			@Nullable StreamHandler streams) {
		this.streams = streams;
		this.handler = handler;
		this.deadlineNanos = deadlineNanos;
		this.manner = manner;
		this.frame = frame;
		this.frameBytes = frame.readableBytes();
	}

	long deadlineNanos() {
		return this.deadlineNanos;
	}

	boolean oneWay() {
		return this.manner == Manner.ONE_WAY;
	}

	/**
	 * Tell whether the peer can be asked what became of it. What may be run twice is
	 * better sent again.
	 */
	boolean mayBeAskedFor() {
		return this.manner == Manner.ONCE;
	}

	/**
	 * Take note of who asks what became of this.
	 * @param asking cancelled with this
	 */
	void askedBy(PendingCall asking) {
		this.inquiry = asking;
		if (isSettled()) {
			asking.cancel();
		}
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
		if (!settle()) {
			return;
		}
		PendingCall asking = this.inquiry;
		if (asking != null) {
			asking.cancel();
		}
		else if (offeredTo != null) {
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

	/** This node could not send it. */
	void notExecuted(Reason reason, String message) {
		if (this.manner == Manner.INQUIRY) {
			// The question was not asked; what it is about may well have run.
			outcomeUnknown("the connection was lost, and the node could not be asked: " + message);
		}
		else {
			refused(reason, message);
		}
	}

	/** The peer says that it did not run. */
	void refused(Reason reason, String message) {
		if (settle()) {
			guarded(() -> this.handler.onNotExecuted(reason, message));
		}
	}

	void redirected(NodeId owner, long view, String message) {
		if (settle()) {
			guarded(() -> this.handler.onRedirected(owner, view, message));
		}
	}

	void load(int calls) {
		guarded(() -> this.handler.onLoad(calls));
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

	/**
	 * What can be done about a request that was sent and got no reply.
	 */
	enum Manner {

		/**
		 * Nothing: there is never one.
		 */
		ONE_WAY,

		/**
		 * Its caller may send it again.
		 */
		REPEATABLE,

		/**
		 * It must not be sent again, but the peer may know what became of it.
		 */
		ONCE,

		/**
		 * It asked what became of another one, which stays unknown.
		 */
		INQUIRY;

		static Manner of(RpcClient.Request request) {
			if (request.oneWay()) {
				return ONE_WAY;
			}
			return request.idempotent() ? REPEATABLE : ONCE;
		}

	}

}
