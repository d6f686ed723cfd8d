package dev.mesh.rpc.wire;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request being served. Replies are built on the thread that gives them and written by
 * the event loop.
 */
final class ServerRequest extends Outbox.Item<ServerRequest> implements RequestHandler.InboundRequest {

	private static final Logger logger = LoggerFactory.getLogger(ServerRequest.class);

	private static final AtomicIntegerFieldUpdater<ServerRequest> REPLIED = AtomicIntegerFieldUpdater
		.newUpdater(ServerRequest.class, "replied");

	private final ServerConnection connection;

	private final Node caller;

	private final ByteBuf payload;

	private final int frameBytes;

	private final int id;

	private final long methodId;

	private final long deadlineNanos;

	private final boolean oneWay;

	private final boolean runsOnce;

	private final CallPriority priority;

	private final RequestContext context;

	private final boolean hasStreams;

	@SuppressWarnings("unused") // through its updater
	private volatile int replied;

	private volatile boolean cancelled;

	private @Nullable Runnable cancelAction;

	private @Nullable ByteBuf reply;

	ServerRequest(ServerConnection connection, Node caller, ByteBuf frame, int frameBytes, long deadlineNanos) {
		this.connection = connection;
		this.caller = caller;
		this.payload = frame;
		this.frameBytes = frameBytes;
		this.id = Frame.id(frame);
		this.methodId = Frame.method(frame);
		this.deadlineNanos = deadlineNanos;
		this.oneWay = RequestFlags.isOneWay(Frame.flags(frame));
		this.hasStreams = RequestFlags.hasStreams(Frame.flags(frame));
		this.runsOnce = !this.oneWay && !this.hasStreams && !RequestFlags.isIdempotent(Frame.flags(frame))
				&& Frame.kind(frame) == FrameKind.REQUEST;
		this.priority = RequestFlags.priority(Frame.flags(frame));
		this.context = RequestFlags.hasContext(Frame.flags(frame)) ? RequestContext.takeFrom(frame)
				: RequestContext.NONE;
	}

	int id() {
		return this.id;
	}

	/**
	 * Tell whether its caller may ask again for the reply, since it must not send it
	 * again.
	 */
	boolean runsOnce() {
		return this.runsOnce;
	}

	int frameBytes() {
		return this.frameBytes;
	}

	@Override
	public Node caller() {
		return this.caller;
	}

	@Override
	public long methodId() {
		return this.methodId;
	}

	@Override
	public ByteBuf payload() {
		return this.payload;
	}

	@Override
	public RequestContext context() {
		return this.context;
	}

	@Override
	public PayloadReader reader() {
		return this.connection.reader();
	}

	@Override
	public long deadlineNanos() {
		return this.deadlineNanos;
	}

	@Override
	public boolean oneWay() {
		return this.oneWay;
	}

	@Override
	public CallPriority priority() {
		return this.priority;
	}

	@Override
	public boolean hasStreams() {
		return this.hasStreams;
	}

	@Override
	public void attach(StreamHandler streams) {
		if (!this.hasStreams) {
			throw new IllegalStateException("no streams belong to request " + this.id);
		}
		this.connection.attach(this, streams);
	}

	@Override
	public void succeed(RequestHandler.Body result) {
		reply(FrameKind.RESULT, result);
	}

	@Override
	public void fail(RequestHandler.Body exception) {
		reply(FrameKind.EXCEPTION, exception);
	}

	@Override
	public void refuse(Reason reason, String message) {
		finish(isUnwanted() ? null : refusal(this.connection.allocator(), reason, message));
	}

	@Override
	public void redirect(NodeId owner, String message) {
		if (!this.connection.peerKnows(Capabilities.KEY_OWNER)) {
			refuse(Reason.NOT_HERE, message);
		}
		else if (isUnwanted()) {
			finish(null);
		}
		else {
			ByteBuf frame = refusal(this.connection.allocator(), Reason.NOT_OWNER, message).writeLong(owner.value());
			finish(Frame.seal(frame, FrameKind.NOT_EXECUTED, 0));
		}
	}

	/**
	 * Reply that nobody knows what happened, unless a reply was given.
	 * @param message one sentence
	 */
	void abandon(String message) {
		if (this.replied == 0) {
			finish(isUnwanted() ? null : outcomeUnknown(this.connection.allocator(), message));
		}
	}

	/**
	 * Reply with the reply to another request.
	 * @param kind its kind
	 * @param body its body
	 */
	void relay(FrameKind kind, byte[] body) {
		if (this.replied == 0) {
			reply(kind, (out) -> out.writeBytes(body));
		}
	}

	private boolean isUnwanted() {
		return this.oneWay || this.cancelled;
	}

	private void reply(FrameKind kind, RequestHandler.Body body) {
		if (isUnwanted()) {
			finish(null);
			return;
		}
		int flags = this.connection.peerKnows(Capabilities.LOAD) ? Frame.FLAG_LOAD : 0;
		ByteBuf frame = Frame.begin(this.connection.allocator(), Frame.replyHeaderBytes(flags));
		try {
			body.writeTo(frame);
		}
		catch (Throwable ex) {
			frame.release();
			throw ex;
		}
		finish(fitting(Frame.seal(frame, kind, flags)));
	}

	// the service ran: to say NOT_EXECUTED would have it run again
	private ByteBuf fitting(ByteBuf frame) {
		int bytes = frame.readableBytes();
		if (bytes <= this.connection.maxReplyBytes()) {
			return frame;
		}
		frame.release();
		return outcomeUnknown(this.connection.allocator(),
				"the service ran, but its result takes %d bytes and a frame at most %d: raise mesh.rpc.max-frame"
					.formatted(bytes, this.connection.maxReplyBytes()));
	}

	private void finish(@Nullable ByteBuf frame) {
		if (!REPLIED.compareAndSet(this, 0, 1)) {
			if (frame != null) {
				frame.release();
			}
			throw new IllegalStateException("request " + this.id + " was replied to before: reply once");
		}
		if (frame != null) {
			Frame.setId(frame, this.id);
		}
		this.reply = frame;
		this.connection.replied(this);
	}

	@Nullable ByteBuf takeReply() {
		ByteBuf taken = this.reply;
		this.reply = null;
		return taken;
	}

	boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public void onCancel(Runnable action) {
		synchronized (this) {
			if (!this.cancelled) {
				this.cancelAction = action;
				return;
			}
		}
		try {
			this.connection.loop().execute(() -> run(action));
		}
		catch (RejectedExecutionException ex) {
			// the transport has stopped and with it the event loop
			run(action);
		}
	}

	void cancelledByCaller() {
		Runnable action;
		synchronized (this) {
			this.cancelled = true;
			action = this.cancelAction;
			this.cancelAction = null;
		}
		if (action != null) {
			run(action);
		}
	}

	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.error("What was to be done on the caller's cancel threw; it must not.", ex);
		}
	}

	/**
	 * The caller is gone. A one-way caller has gone on long ago, so its request stays.
	 */
	void connectionClosed() {
		if (!this.oneWay) {
			cancelledByCaller();
		}
	}

	@SuppressWarnings("EnumOrdinal") // Reason promises its order
	static ByteBuf refusal(ByteBufAllocator allocator, Reason reason, String message) {
		ByteBuf frame = Frame.begin(allocator, Frame.HEADER_BYTES).writeByte(reason.ordinal());
		WireText.writeMessage(frame, message);
		return Frame.seal(frame, FrameKind.NOT_EXECUTED, 0);
	}

	static ByteBuf outcomeUnknown(ByteBufAllocator allocator, String message) {
		ByteBuf frame = Frame.begin(allocator, Frame.HEADER_BYTES);
		WireText.writeMessage(frame, message);
		return Frame.seal(frame, FrameKind.OUTCOME_UNKNOWN, 0);
	}

}
