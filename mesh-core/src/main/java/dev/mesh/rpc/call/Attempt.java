package dev.mesh.rpc.call;

import java.util.List;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.RemoteServiceException;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.stream.OutboundStreams;
import dev.mesh.rpc.traffic.Share;
import dev.mesh.rpc.server.Arguments;
import dev.mesh.rpc.wire.RequestContext;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request to one node, from sending to its outcome. Alone, it is what its call waits
 * for; else a {@link Race} is told how it ended. The outcome is written by the thread
 * that settles and read after the call was resumed.
 * <p>
 * There is one for each call that leaves this node, so it is also what is said of the
 * request, what writes it, and what is told of the reply.
 */
final class Attempt extends Flight implements RpcClient.Request, RequestHandler.Body, RpcClient.ReplyHandler {

	private final OutboundCall call;

	private final @Nullable Race race;

	private final Target target;

	private final @Nullable Share sample;

	private final @Nullable OutboundStreams streams;

	private RequestContext context = RequestContext.NONE;

	private volatile RpcClient.@Nullable Cancellable request;

	private volatile boolean abandoned;

	private long sentNanos;

	private Kind kind = Kind.UNKNOWN;

	private @Nullable ByteBuf payload;

	private @Nullable PayloadReader reader;

	private Reason reason = Reason.NOT_SENT;

	private String message = "";

	private @Nullable Redirection redirection;

	private @Nullable Object kept;

	private boolean isKept;

	private @Nullable RemoteServiceException spoiled;

	/**
	 * Make an attempt.
	 * @param call the call
	 * @param race told when it has ended, or {@code null} if the call waits for it alone
	 * @param target the node to send to
	 * @param sample where to note the size of request and reply, if that is measured
	 * @param streams the streams of the call, if it has any
	 */
	Attempt(OutboundCall call, @Nullable Race race, Target target, @Nullable Share sample,
			@Nullable OutboundStreams streams) {
		this.call = call;
		this.race = race;
		this.target = target;
		this.sample = sample;
		this.streams = streams;
	}

	/**
	 * Send. What writing the arguments throws is thrown here.
	 * @param said what there is to say beside them
	 * @param nowNanos the time
	 */
	void send(RequestContext said, long nowNanos) {
		this.target.begun();
		this.context = said;
		this.sentNanos = nowNanos;
		RpcClient.Cancellable sent;
		try {
			RpcClient client = method().calling().client();
			sent = (this.streams != null) ? client.open(this.target.node(), this, this, this, this.streams.handler())
					: client.send(this.target.node(), this, this, this);
		}
		catch (RuntimeException | Error ex) {
			if (claim()) {
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
	 * @param said what there is to say beside the arguments
	 * @param nowNanos the time
	 */
	void sendOrRefuse(RequestContext said, long nowNanos) {
		try {
			send(said, nowNanos);
		}
		catch (RuntimeException | LinkageError ex) {
			this.kind = Kind.REFUSED;
			this.message = String.valueOf(ex.getMessage());
			ended();
		}
	}

	@Override
	public void writeTo(ByteBuf out) {
		int before = out.writerIndex();
		Arguments.write(method().written(this.call.arguments()), method().calling().writer(), out);
		if (hasContext()) {
			this.context.writeTo(out);
		}
		if (this.sample != null) {
			this.sample.bytes(out.writerIndex() - before);
		}
	}

	@Override
	public boolean hasContext() {
		return !this.context.isEmpty();
	}

	private MethodCall method() {
		return this.call.method();
	}

	private boolean claim() {
		if (!settle()) {
			return false;
		}
		this.target.ended();
		return true;
	}

	private void ended() {
		if (this.race != null) {
			this.race.ended(this);
		}
		else {
			this.call.resume();
		}
	}

	@Override
	boolean abandon() {
		if (!claim()) {
			return false;
		}
		method().overtaken(this.target, System.nanoTime() - this.sentNanos);
		cancel();
		return true;
	}

	@Override
	void expire() {
		if (lapse()) {
			this.call.resume();
		}
	}

	@Override
	long expiryNanos() {
		return lapseNanos(deadlineNanos());
	}

	/**
	 * Give up, unless it has ended: no reply came in time.
	 * @return whether it had not ended yet
	 */
	boolean lapse() {
		if (!claim()) {
			return false;
		}
		observeLatency();
		this.message = "The deadline passed and no reply came from " + this.target.node().name() + ".";
		method().unanswered(this.target);
		cancel();
		return true;
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

	@Override
	public long methodId() {
		return method().method().id();
	}

	@Override
	public long deadlineNanos() {
		return this.call.deadlineNanos();
	}

	@Override
	public boolean oneWay() {
		return method().isOneWay();
	}

	@Override
	public boolean idempotent() {
		return method().policy().idempotent();
	}

	@Override
	public CallPriority priority() {
		return this.call.version().priority();
	}

	private void settle(Kind outcome, ByteBuf bytes, PayloadReader from) {
		if (claim()) {
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
			method().answered(this.target, outcome == Kind.EXCEPTION, took);
			ended();
		}
	}

	private void settle(Kind outcome, Reason why, String sentence) {
		if (claim()) {
			endStreams();
			this.kind = outcome;
			this.reason = why;
			this.message = sentence;
			if (outcome == Kind.UNKNOWN) {
				observeLatency();
				method().unanswered(this.target);
			}
			ended();
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

	@Override
	long sentNanos() {
		return this.sentNanos;
	}

	@Override
	@Nullable Attempt answered() {
		return isAnswer() ? this : null;
	}

	@Override
	List<Attempt> attempts() {
		return List.of(this);
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
	 * Keep the result, which was read before it is asked for.
	 * @param result the result
	 */
	void keep(@Nullable Object result) {
		this.kept = result;
		this.isKept = true;
	}

	boolean isKept() {
		return this.isKept;
	}

	@Nullable Object kept() {
		return this.kept;
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

	/** Release the bytes of an answer that nobody reads. */
	void discardAnswer() {
		takePayload().release();
	}

	/**
	 * Take the bytes of the answer, to release them; once.
	 */
	ByteBuf takePayload() {
		ByteBuf bytes = this.payload;
		if (bytes == null) {
			throw new IllegalStateException("an attempt that ended as " + this.kind + " has no payload (any more)");
		}
		this.payload = null;
		return bytes;
	}

	/**
	 * Return what reads the bytes of the answer.
	 */
	PayloadReader reader() {
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
