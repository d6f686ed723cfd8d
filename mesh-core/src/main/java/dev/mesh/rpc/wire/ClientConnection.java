package dev.mesh.rpc.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our connection to one node on one event loop, from the first attempt to its end.
 * <p>
 * It goes CONNECTING → READY → DRAINING → CLOSED and may skip from any state to CLOSED.
 * Any thread may offer a call in any state; all else happens on the event loop. What is
 * offered waits here, bounded by count and bytes, until the peer is proven and the
 * channel has room, and is <em>unsent</em> till then: only what has been given to the
 * channel may have reached the peer, so at most one write buffer's worth of calls is in
 * doubt when the connection breaks.
 */
final class ClientConnection {

	private static final Logger logger = LoggerFactory.getLogger(ClientConnection.class);

	private enum State {

		CONNECTING, READY, DRAINING, CLOSED

	}

	private final EventLoop loop;

	private final RpcOptions options;

	private final FrameStamps stamps;

	private final Events events;

	private final long selfIncarnation;

	private final Outbox<PendingCall> outbox;

	private final DeadlineSweep sweep;

	private final AtomicInteger inFlight = new AtomicInteger();

	private final AtomicLong unsentBytes = new AtomicLong();

	private final ConnectionStreams streams;

	private final CallTable calls;

	private final Deque<PendingCall> waiting = new ArrayDeque<>();

	private int settledWaiting;

	private State state = State.CONNECTING;

	private @Nullable Channel channel;

	private @Nullable PayloadReader reader;

	private int maxFrameBytes;

	/** What the peer knows it by. */
	private final long name = ThreadLocalRandom.current().nextLong();

	private boolean answersInquiries;

	private boolean carriesStreams;

	private Reason endReason = Reason.NOT_SENT;

	private String endMessage = "";

	ClientConnection(EventLoop loop, RpcOptions options, FrameStamps stamps, long selfIncarnation, Events events) {
		this.loop = loop;
		this.selfIncarnation = selfIncarnation;
		this.options = options;
		this.stamps = stamps;
		this.events = events;
		this.outbox = new Outbox<>(loop, this::take, this::writeWaiting);
		this.sweep = new DeadlineSweep(loop, this::expire);
		this.streams = new ConnectionStreams(loop, stamps, this::closeIfDrained);
		this.calls = new CallTable(this.streams::isOpen);
	}

	EventLoop loop() {
		return this.loop;
	}

	long name() {
		return this.name;
	}

	/**
	 * Return which incarnation of this node the peer knows it by.
	 */
	long selfIncarnation() {
		return this.selfIncarnation;
	}

	/**
	 * Take a call, to send it or to settle it in another way. From any thread.
	 * @param call the call
	 */
	void offer(PendingCall call) {
		if (!admit(call)) {
			call.releaseFrame();
			call.notExecuted(Reason.OVERLOADED, ("%d calls wait for a reply on one connection, or their arguments for "
					+ "room on it: raise mesh.rpc.max-in-flight or call less")
				.formatted(this.inFlight.get()));
			return;
		}
		call.offeredTo(this);
		this.outbox.offer(call);
	}

	private boolean admit(PendingCall call) {
		if (this.inFlight.incrementAndGet() > this.options.maxInFlight()) {
			this.inFlight.decrementAndGet();
			return false;
		}
		if (this.unsentBytes.addAndGet(call.frameBytes()) > WireLimits.maxQueuedBytes(this.options)) {
			this.unsentBytes.addAndGet(-call.frameBytes());
			this.inFlight.decrementAndGet();
			return false;
		}
		return true;
	}

	private void take(PendingCall call) {
		if (call.isSettled()) {
			discard(call);
		}
		else if (this.state == State.DRAINING || this.state == State.CLOSED) {
			discard(call);
			call.notExecuted(this.endReason, this.endMessage);
		}
		else {
			this.calls.add(call);
			this.waiting.add(call);
			this.sweep.watch(call.deadlineNanos());
		}
	}

	// the end of a call that was not sent
	private void discard(PendingCall call) {
		this.unsentBytes.addAndGet(-call.frameBytes());
		this.inFlight.decrementAndGet();
		call.releaseFrame();
	}

	/**
	 * Write what waits, as far as the channel has room.
	 */
	void writeWaiting() {
		Channel open = this.channel;
		if (this.state != State.READY || open == null || this.waiting.isEmpty()) {
			return;
		}
		long now = System.nanoTime();
		PendingCall call;
		while (open.isWritable() && (call = this.waiting.poll()) != null) {
			if (call.unsent()) {
				write(open, call, now);
			}
			else {
				this.settledWaiting--;
			}
		}
		open.flush();
	}

	private void write(Channel open, PendingCall call, long now) {
		long nanosLeft = call.deadlineNanos() - now;
		if (nanosLeft <= 0) {
			withdraw(call, Reason.DEADLINE, "the deadline passed before the request was sent");
			return;
		}
		if (call.frameBytes() > this.maxFrameBytes) {
			withdraw(call, Reason.TOO_LARGE,
					"the request takes %d bytes and the node accepts %d: raise mesh.rpc.max-frame there"
						.formatted(call.frameBytes(), this.maxFrameBytes));
			return;
		}
		StreamHandler callsStreams = call.streams();
		if (callsStreams != null && !this.carriesStreams) {
			withdraw(call, Reason.INCOMPATIBLE, "the node runs a version of Mesh that knows no streams: update it");
			return;
		}
		ByteBuf frame = call.takeFrame();
		if (frame == null) {
			return;
		}
		this.unsentBytes.addAndGet(-call.frameBytes());
		Frame.setId(frame, call.id());
		Frame.setMicrosLeft(frame, TimeUnit.NANOSECONDS.toMicros(nanosLeft) + 1);
		this.stamps.stamp(frame);
		if (call.oneWay()) {
			open.write(frame).addListener((written) -> oneWayWritten(call, written.isSuccess()));
		}
		else {
			Channels.write(open, frame);
			if (callsStreams != null) {
				this.streams.open(call.id(), callsStreams, open, this.maxFrameBytes);
			}
		}
	}

	private void withdraw(PendingCall call, Reason reason, String message) {
		this.calls.remove(call.id());
		discard(call);
		call.notExecuted(reason, message);
	}

	private void oneWayWritten(PendingCall call, boolean success) {
		if (success && this.reader != null && finish(call.id()) != null) {
			call.result(Unpooled.EMPTY_BUFFER, this.reader);
			closeIfDrained();
		}
	}

	/**
	 * Take out the call that a reply is for.
	 * @param id the correlation id
	 * @return the call, or {@code null} if nobody waits for it any more
	 */
	@Nullable PendingCall finish(int id) {
		PendingCall call = this.calls.remove(id);
		if (call != null) {
			this.inFlight.decrementAndGet();
		}
		return call;
	}

	/**
	 * Return the streams of the calls on this connection. For its event loop.
	 */
	ConnectionStreams streams() {
		return this.streams;
	}

	/**
	 * Forget a call whose caller gave up. From any thread.
	 * @param call the call
	 */
	void cancelled(PendingCall call) {
		try {
			this.loop.execute(() -> {
				if (this.calls.remove(call.id()) == call) {
					abandon(call);
					flush();
					closeIfDrained();
				}
			});
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The event loop ended, and before it the connection with all its calls.", ex);
		}
	}

	private boolean abandon(PendingCall call) {
		if (call.unsent()) {
			discard(call);
			purgeWaiting();
			return false;
		}
		this.inFlight.decrementAndGet();
		this.streams.forget(call.id());
		if (!call.oneWay()) {
			write(Frame.empty(allocator(), FrameKind.CANCEL, call.id()));
		}
		return true;
	}

	// calls that ended unsent stay in the queue until passed; this keeps them a minority
	private void purgeWaiting() {
		this.settledWaiting++;
		if (this.settledWaiting > 64 && this.settledWaiting > this.waiting.size() / 2) {
			this.waiting.removeIf((call) -> !call.unsent());
			this.settledWaiting = 0;
		}
	}

	private long expire(long now) {
		for (PendingCall call : this.calls.removeAll((candidate) -> candidate.deadlineNanos() - now <= 0)) {
			if (abandon(call)) {
				call.outcomeUnknown("no reply came before the deadline");
			}
			else {
				call.notExecuted(Reason.DEADLINE, "the deadline passed before the request was sent");
			}
		}
		flush();
		closeIfDrained();
		return this.calls.nanosToEarliestDeadline(now);
	}

	void connected(Channel connected) {
		if (this.state == State.CLOSED) {
			Channels.close(connected);
			return;
		}
		this.channel = connected;
	}

	/**
	 * Begin to send, as the peer is proven.
	 * @param peersReader reads what the peer writes
	 * @param theirs what the peer can read and write
	 */
	void ready(PayloadReader peersReader, Capabilities theirs) {
		if (this.state == State.CONNECTING) {
			this.state = State.READY;
			this.reader = peersReader;
			this.maxFrameBytes = theirs.maxFrameBytes();
			this.answersInquiries = theirs.knows(Capabilities.INQUIRIES);
			this.carriesStreams = theirs.knows(Capabilities.STREAMS);
			this.events.onReady(this);
			writeWaiting();
		}
	}

	/**
	 * Use the connection no more, as its server stops: what was sent is waited for, what
	 * was not is to be called elsewhere.
	 */
	void drain() {
		if (this.state != State.READY) {
			return;
		}
		this.state = State.DRAINING;
		this.endReason = Reason.DRAINING;
		this.endMessage = "the node is stopping";
		this.events.onGoAway(this);
		for (PendingCall call : this.calls.removeAll(PendingCall::unsent)) {
			discard(call);
			call.notExecuted(this.endReason, this.endMessage);
		}
		this.waiting.clear();
		this.settledWaiting = 0;
		closeIfDrained();
	}

	void closeIfDrained() {
		if (this.state == State.DRAINING && this.calls.isEmpty() && this.streams.isEmpty()) {
			close(Reason.NOT_SENT, "the node is stopping");
		}
	}

	/**
	 * End the connection and all calls on it. On the event loop; the first reason counts.
	 * @param reason what calls that were not sent are told
	 * @param message what all calls are told
	 */
	void close(Reason reason, String message) {
		if (this.state == State.CLOSED) {
			return;
		}
		boolean wasReady = (this.state != State.CONNECTING);
		String streamsEnd = (this.state == State.DRAINING) ? this.endMessage : message;
		this.state = State.CLOSED;
		this.endReason = reason;
		this.endMessage = message;
		this.sweep.stop();
		this.events.onClosed(this, wasReady, message);
		for (PendingCall call : this.calls.removeAll((any) -> true)) {
			endWith(call);
		}
		this.streams.closed(streamsEnd);
		this.waiting.clear();
		if (this.channel != null) {
			Channels.close(this.channel);
		}
	}

	private void endWith(PendingCall call) {
		if (call.unsent()) {
			discard(call);
			call.notExecuted(this.endReason, this.endMessage);
		}
		else {
			this.inFlight.decrementAndGet();
			if (this.answersInquiries && call.mayBeAskedFor() && this.events.onDoubt(this, call)) {
				return;
			}
			call.outcomeUnknown("the request was sent and then the connection ended: " + this.endMessage);
		}
	}

	void handshakeTimedOut(Duration timeout) {
		if (this.state == State.CONNECTING) {
			close(Reason.NOT_SENT, "the node did not complete the handshake within " + timeout.toMillis() + " ms");
		}
	}

	void write(ByteBuf frame) {
		Channel open = this.channel;
		if (open == null) {
			frame.release();
		}
		else {
			Channels.write(open, this.stamps.stamp(frame));
		}
	}

	void flush() {
		if (this.channel != null) {
			this.channel.flush();
		}
	}

	private ByteBufAllocator allocator() {
		Channel open = this.channel;
		return (open != null) ? open.alloc() : ByteBufAllocator.DEFAULT;
	}

	/**
	 * What the owner of a connection is told, on its event loop.
	 */
	interface Events {

		/**
		 * The peer is proven.
		 */
		void onReady(ClientConnection connection);

		/**
		 * The peer wants no more requests on it.
		 */
		void onGoAway(ClientConnection connection);

		/**
		 * It has ended, and nobody knows what became of a call that was sent over it.
		 * @return whether the call will be ended by who is told
		 */
		boolean onDoubt(ClientConnection connection, PendingCall call);

		/**
		 * It ended, or never came about.
		 */
		void onClosed(ClientConnection connection, boolean wasReady, String message);

	}

}
