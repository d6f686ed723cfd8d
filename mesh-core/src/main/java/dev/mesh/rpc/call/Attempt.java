package dev.mesh.rpc.call;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.RemoteServiceException;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.stream.OutboundStreams;
import dev.mesh.rpc.traffic.Share;
import dev.mesh.rpc.server.Arguments;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request to one node, from sending to its outcome. The outcome is written by the
 * thread that settles and read after the call was resumed.
 */
final class Attempt implements RpcClient.ReplyHandler {

	private static final AtomicIntegerFieldUpdater<Attempt> SETTLED = AtomicIntegerFieldUpdater
		.newUpdater(Attempt.class, "settled");

	private final Race race;

	private final MethodCall method;

	private final Target target;

	private final RpcClient.Request sending;

	private final @Nullable Share sample;

	private final @Nullable OutboundStreams streams;

	private volatile RpcClient.@Nullable Cancellable request;

	private volatile boolean abandoned;

	@SuppressWarnings("unused") // through its updater
	private volatile int settled;

	private long sentNanos;

	private Kind kind = Kind.UNKNOWN;

	private @Nullable ByteBuf payload;

	private @Nullable PayloadReader reader;

	private Reason reason = Reason.NOT_SENT;

	private String message = "";

	private @Nullable Redirection redirection;

	private @Nullable Object prepared;

	private boolean isPrepared;

	private @Nullable RemoteServiceException spoiled;

	/**
	 * Make an attempt.
	 * @param race told when it has ended
	 * @param method what to call
	 * @param target the node to send to
	 * @param sending what is said of the request
	 * @param sample where to note the size of request and reply, if that is measured
	 * @param streams the streams of the call, if it has any
	 */
	Attempt(Race race, MethodCall method, Target target, RpcClient.Request sending, @Nullable Share sample,
			@Nullable OutboundStreams streams) {
		this.race = race;
		this.method = method;
		this.streams = streams;
		this.target = target;
		this.sending = sending;
		this.sample = sample;
	}

	/**
	 * Send. What writing the arguments throws is thrown here.
	 * @param body writes the arguments
	 * @param nowNanos the time
	 */
	void send(RequestHandler.Body body, long nowNanos) {
		this.target.begun();
		this.sentNanos = nowNanos;
		RpcClient.Cancellable sent;
		try {
			RpcClient client = this.method.calling().client();
			RequestHandler.Body written = (this.sample != null) ? measured(body, this.sample) : body;
			sent = (this.streams != null)
					? client.open(this.target.node(), this.sending, written, this, this.streams.handler())
					: client.send(this.target.node(), this.sending, written, this);
		}
		catch (RuntimeException | Error ex) {
			if (settle()) {
				endStreams();
			}
			throw ex;
		}
		this.request = sent;
		if (this.abandoned) {
			sent.cancel();
		}
	}

	/**
	 * Send; what is thrown ends this attempt alone.
	 * @param body writes the arguments
	 * @param nowNanos the time
	 */
	void sendOrRefuse(RequestHandler.Body body, long nowNanos) {
		try {
			send(body, nowNanos);
		}
		catch (RuntimeException | LinkageError ex) {
			this.kind = Kind.REFUSED;
			this.message = String.valueOf(ex.getMessage());
			this.race.ended(this);
		}
	}

	private static RequestHandler.Body measured(RequestHandler.Body body, Share sample) {
		return new RequestHandler.Body() {

			@Override
			public void writeTo(ByteBuf out) {
				int before = out.writerIndex();
				body.writeTo(out);
				sample.bytes(out.writerIndex() - before);
			}

			@Override
			public boolean hasContext() {
				return body.hasContext();
			}

		};
	}

	private boolean settle() {
		if (!SETTLED.compareAndSet(this, 0, 1)) {
			return false;
		}
		this.target.ended();
		return true;
	}

	/**
	 * Give up, unless it has ended: nobody waits for the reply any more.
	 */
	void abandon() {
		if (settle()) {
			this.method.overtaken(this.target, System.nanoTime() - this.sentNanos);
			cancel();
		}
	}

	/**
	 * Give up, unless it has ended: no reply came in time.
	 */
	void expire() {
		if (settle()) {
			observeLatency();
			this.message = "The deadline passed and no reply came from " + this.target.node().name() + ".";
			this.method.unanswered(this.target);
			cancel();
		}
	}

	private void cancel() {
		this.abandoned = true;
		endStreams();
		RpcClient.Cancellable sent = this.request;
		if (sent != null) {
			sent.cancel();
		}
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
	public void onLoad(int calls) {
		this.target.load().report(calls);
	}

	@Override
	public void onNotExecuted(Reason why, String sentence) {
		settle(Kind.REFUSED, why, sentence);
	}

	@Override
	public void onRedirected(NodeId owner, long view, String sentence) {
		this.redirection = new Redirection(owner, view);
		settle(Kind.REFUSED, Reason.NOT_OWNER, sentence);
	}

	@Override
	public void onOutcomeUnknown(String sentence) {
		settle(Kind.UNKNOWN, Reason.NOT_SENT, sentence);
	}

	private void settle(Kind outcome, ByteBuf bytes, PayloadReader from) {
		if (settle()) {
			long took = observeLatency();
			this.kind = outcome;
			if (this.sample != null) {
				this.sample.bytes(bytes.readableBytes());
			}
			if (outcome != Kind.RESULT) {
				endStreams();
			}
			this.payload = bytes.retain();
			this.reader = from;
			this.method.answered(this.target, outcome == Kind.EXCEPTION, took);
			this.race.ended(this);
		}
	}

	private void settle(Kind outcome, Reason why, String sentence) {
		if (settle()) {
			endStreams();
			this.kind = outcome;
			this.reason = why;
			this.message = sentence;
			if (outcome == Kind.UNKNOWN) {
				observeLatency();
				this.method.unanswered(this.target);
			}
			this.race.ended(this);
		}
	}

	/**
	 * Tell whether the service has answered.
	 * @return whether there is a result or an exception to read
	 */
	boolean isAnswer() {
		return this.kind == Kind.RESULT || this.kind == Kind.EXCEPTION;
	}

	/**
	 * Tell whether the request may have left this node.
	 * @return whether it may have added to the load of the other
	 */
	boolean isSent() {
		return this.kind != Kind.REFUSED || this.reason != Reason.NOT_SENT;
	}

	/**
	 * What took no time because it was refused says nothing of how long calls take.
	 * Returns how long it took.
	 */
	private long observeLatency() {
		long now = System.nanoTime();
		long took = Math.max(1, now - this.sentNanos);
		this.target.latency().observe(took, now);
		return took;
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

	long sentNanos() {
		return this.sentNanos;
	}

	/**
	 * Tell whether it was given up, as nobody waits for it any more.
	 * @return whether it was
	 */
	boolean isAbandoned() {
		return this.abandoned;
	}

	/**
	 * Return whom the node named as the owner of the key.
	 * @return the redirection, or {@code null} if there was none
	 */
	@Nullable Redirection redirection() {
		return this.redirection;
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
	 * Read the result and release its bytes, to keep what was read for
	 * {@link #readResult()}; once.
	 */
	void prepareResult() {
		this.prepared = readResult();
		this.isPrepared = true;
	}

	/**
	 * Count as unanswered after all, as the result cannot be read.
	 * @param unreadable says so
	 */
	void spoil(RemoteServiceException unreadable) {
		this.kind = Kind.UNKNOWN;
		this.spoiled = unreadable;
	}

	@Nullable RemoteServiceException spoiled() {
		return this.spoiled;
	}

	/**
	 * Read the result and release its bytes; once.
	 * @return the result
	 */
	@Nullable Object readResult() {
		if (this.isPrepared) {
			return this.prepared;
		}
		ByteBuf bytes = takePayload();
		try {
			Object result = from().read(bytes);
			Arguments.requireEnd(bytes);
			return result;
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

	/** Release the bytes of an answer that nobody reads. */
	void discardAnswer() {
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
	 * Whom a node that does not own the key named in its place.
	 *
	 * @param owner the owner
	 * @param view the number of that node's view
	 */
	record Redirection(NodeId owner, long view) {

	}

	/**
	 * How an attempt ended.
	 */
	enum Kind {

		RESULT, EXCEPTION, REFUSED, UNKNOWN

	}

}
