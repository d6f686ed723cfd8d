package dev.mesh.rpc.call;

import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.stream.OutboundStreams;
import dev.mesh.rpc.traffic.Share;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request to one node, from sending to its outcome. The outcome is written by the
 * thread that settles and read after the call was resumed.
 */
final class Attempt extends Suspension implements RpcClient.ReplyHandler {

	/** The client watches deadlines; this is for a client that forgets one. */
	private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final OutboundCall call;

	private final Target target;

	private final long deadlineNanos;

	private final @Nullable Share sample;

	private final @Nullable OutboundStreams streams;

	private volatile RpcClient.@Nullable Cancellable request;

	private volatile boolean abandoned;

	private Kind kind = Kind.UNKNOWN;

	private @Nullable ByteBuf payload;

	private @Nullable PayloadReader reader;

	private Reason reason = Reason.NOT_SENT;

	private String message = "";

	/**
	 * Make an attempt.
	 * @param call the call
	 * @param target the node to send to
	 * @param deadlineNanos when the caller stops waiting
	 * @param sample where to note the size of request and reply, if that is measured
	 * @param streams the streams of the call, if it has any
	 */
	Attempt(OutboundCall call, Target target, long deadlineNanos, @Nullable Share sample,
			@Nullable OutboundStreams streams) {
		this.streams = streams;
		this.call = call;
		this.target = target;
		this.deadlineNanos = deadlineNanos;
		this.sample = sample;
	}

	/**
	 * Send. What writing the arguments throws is thrown here.
	 * @param client sends it
	 * @param method what to call
	 * @param body writes the arguments
	 */
	void send(RpcClient client, MethodCall method, RequestHandler.Body body) {
		this.target.calls().incrementAndGet();
		RpcClient.Cancellable sent;
		try {
			RequestHandler.Body written = (this.sample != null) ? measured(body, this.sample) : body;
			sent = (this.streams != null)
					? client.open(this.target.node(), method.id(), this.deadlineNanos, written, this,
							this.streams.handler())
					: client.send(this.target.node(), method.id(), this.deadlineNanos, method.isOneWay(), written,
							this);
		}
		catch (RuntimeException | Error ex) {
			if (settle()) {
				this.target.calls().decrementAndGet();
				endStreams();
			}
			throw ex;
		}
		this.request = sent;
		if (this.abandoned) {
			sent.cancel();
		}
	}

	private static RequestHandler.Body measured(RequestHandler.Body body, Share sample) {
		return (out) -> {
			int before = out.writerIndex();
			body.writeTo(out);
			sample.bytes(out.writerIndex() - before);
		};
	}

	@Override
	boolean abandon() {
		if (!settle()) {
			return false;
		}
		this.target.calls().decrementAndGet();
		this.abandoned = true;
		endStreams();
		RpcClient.Cancellable sent = this.request;
		if (sent != null) {
			sent.cancel();
		}
		return true;
	}

	@Override
	void expire() {
		if (abandon()) {
			this.message = "The deadline passed and no reply came from " + this.target.node().name() + ".";
			this.call.resume();
		}
	}

	@Override
	long expiryNanos() {
		return this.deadlineNanos + GRACE_NANOS;
	}

	@Override
	public void onResult(ByteBuf result, PayloadReader from) {
		settle(Kind.RESULT, result, from);
	}

	@Override
	public void onException(ByteBuf exception, PayloadReader from) {
		settle(Kind.EXCEPTION, exception, from);
	}

	@Override
	public void onNotExecuted(Reason why, String sentence) {
		settle(Kind.REFUSED, why, sentence);
	}

	@Override
	public void onOutcomeUnknown(String sentence) {
		settle(Kind.UNKNOWN, Reason.NOT_SENT, sentence);
	}

	private void settle(Kind outcome, ByteBuf bytes, PayloadReader from) {
		if (settle()) {
			this.target.calls().decrementAndGet();
			this.kind = outcome;
			if (this.sample != null) {
				this.sample.bytes(bytes.readableBytes());
			}
			if (outcome != Kind.RESULT) {
				endStreams();
			}
			this.payload = bytes.retain();
			this.reader = from;
			this.call.resume();
		}
	}

	private void settle(Kind outcome, Reason why, String sentence) {
		if (settle()) {
			this.target.calls().decrementAndGet();
			endStreams();
			this.kind = outcome;
			this.reason = why;
			this.message = sentence;
			this.call.resume();
		}
	}

	private void endStreams() {
		if (this.streams != null) {
			this.streams.abandon();
		}
	}

	@Nullable OutboundStreams streams() {
		return this.streams;
	}

	Target target() {
		return this.target;
	}

	Kind kind() {
		return this.kind;
	}

	Reason reason() {
		return this.reason;
	}

	String message() {
		return this.message;
	}

	/**
	 * Read the result and release its bytes; once.
	 * @return the result
	 */
	@Nullable Object readResult() {
		ByteBuf bytes = takePayload();
		try {
			return from().read(bytes);
		}
		finally {
			bytes.release();
		}
	}

	/**
	 * Read the exception and release its bytes; once.
	 * @param format reads it
	 * @return the exception
	 */
	Throwable readException(ExceptionFormat format) {
		ByteBuf bytes = takePayload();
		try {
			return format.read(bytes, from());
		}
		finally {
			bytes.release();
		}
	}

	/** Release the bytes of a result that nobody reads. */
	void discardResult() {
		takePayload().release();
	}

	private ByteBuf takePayload() {
		ByteBuf bytes = this.payload;
		if (bytes == null) {
			throw new IllegalStateException("an attempt that ended as " + this.kind + " has no payload (any more)");
		}
		this.payload = null;
		return bytes;
	}

	private PayloadReader from() {
		PayloadReader from = this.reader;
		if (from == null) {
			throw new IllegalStateException("an attempt that ended as " + this.kind + " has no reader");
		}
		return from;
	}

	/**
	 * How an attempt ended.
	 */
	enum Kind {

		RESULT, EXCEPTION, REFUSED, UNKNOWN

	}

}
