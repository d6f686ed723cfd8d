package dev.mesh.rpc.call;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.wire.RequestContext;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;
import dev.mesh.rpc.wire.RpcClient.ReplyHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A request that goes straight to the other side, on an event loop both share.
 */
final class TestRequest implements RequestHandler.InboundRequest {

	private final Node caller;

	private final RpcClient.Request sent;

	private final ByteBuf payload;

	private final RequestContext context;

	private final PayloadReader reader;

	private final ReplyHandler handler;

	private final Executor eventLoop;

	private final long view;

	private final AtomicBoolean answered = new AtomicBoolean();

	private @Nullable Runnable onCancel;

	private boolean cancelled;

	TestRequest(Node caller, RpcClient.Request sent, ByteBuf payload, RequestContext context, PayloadReader reader,
			ReplyHandler handler, Executor eventLoop, long view) {
		this.caller = caller;
		this.sent = sent;
		this.payload = payload;
		this.context = context;
		this.reader = reader;
		this.handler = handler;
		this.eventLoop = eventLoop;
		this.view = view;
	}

	synchronized void cancel() {
		this.answered.set(true);
		this.cancelled = true;
		if (this.onCancel != null) {
			this.eventLoop.execute(this.onCancel);
		}
	}

	void lose(String message) {
		answer(() -> this.handler.onOutcomeUnknown(message));
	}

	void written() {
		answer(() -> this.handler.onResult(Unpooled.EMPTY_BUFFER, this.reader));
	}

	private void answer(Runnable answer) {
		if (this.answered.compareAndSet(false, true)) {
			this.eventLoop.execute(answer);
		}
	}

	@Override
	public Node caller() {
		return this.caller;
	}

	@Override
	public long methodId() {
		return this.sent.methodId();
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
		return this.reader;
	}

	@Override
	public long deadlineNanos() {
		return this.sent.deadlineNanos();
	}

	@Override
	public boolean oneWay() {
		return this.sent.oneWay();
	}

	@Override
	public CallPriority priority() {
		return this.sent.priority();
	}

	@Override
	public synchronized void onCancel(Runnable action) {
		this.onCancel = action;
		if (this.cancelled) {
			action.run();
		}
	}

	@Override
	public void succeed(RequestHandler.Body result) {
		ByteBuf bytes = Unpooled.buffer();
		result.writeTo(bytes);
		answer(() -> this.handler.onResult(bytes, this.reader));
	}

	@Override
	public void fail(RequestHandler.Body exception) {
		ByteBuf bytes = Unpooled.buffer();
		exception.writeTo(bytes);
		answer(() -> this.handler.onException(bytes, this.reader));
	}

	@Override
	public void redirect(NodeId owner, String message) {
		answer(() -> this.handler.onRedirected(owner, this.view, message));
	}

	@Override
	public void refuse(Reason reason, String message) {
		answer(() -> this.handler.onNotExecuted(reason, message));
	}

}
