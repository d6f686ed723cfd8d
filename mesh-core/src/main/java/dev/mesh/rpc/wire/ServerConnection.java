package dev.mesh.rpc.wire;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proven member's connection to us: its requests in flight and the replies on their
 * way. For its event loop only, except for what {@link ServerRequest} calls.
 */
final class ServerConnection {

	private static final Logger logger = LoggerFactory.getLogger(ServerConnection.class);

	private static final String STOPPING = "the node is stopping";

	private final Channel channel;

	private final RpcEnvironment environment;

	private final RpcOptions options;

	private final FrameStamps stamps;

	private final RequestHandler handler;

	private final AtomicInteger load;

	private final Capabilities theirs;

	private final PayloadReader reader;

	private final int maxReplyBytes;

	private final Outbox<ServerRequest> outbox;

	private final ReplyMemories memories;

	/** Where the caller knows how to ask. */
	private final @Nullable ReplyMemory memory;

	private final ConnectionStreams streams;

	private final RequestTable<ServerRequest> inFlight = new RequestTable<>();

	private long inFlightBytes;

	private Node peer;

	private @Nullable View checkedView;

	private boolean member;

	private boolean draining;

	private boolean closed;

	ServerConnection(Channel channel, RpcEnvironment environment, RpcOptions options, FrameStamps stamps,
			RequestHandler handler, AtomicInteger load, Capabilities theirs, Node peer, ReplyMemories memories) {
		this.memories = memories;
		this.memory = theirs.knows(Capabilities.INQUIRIES) ? memories.open(theirs.connection(), peer) : null;
		this.channel = channel;
		this.environment = environment;
		this.options = options;
		this.stamps = stamps;
		this.handler = handler;
		this.load = load;
		this.theirs = theirs;
		this.reader = environment.codec().reader(theirs.types());
		this.maxReplyBytes = Math.min(options.maxFrameBytes(), theirs.maxFrameBytes());
		this.peer = peer;
		this.outbox = new Outbox<>(channel.eventLoop(), this::end, channel::flush);
		this.streams = new ConnectionStreams(channel.eventLoop(), stamps, () -> {
		});
	}

	EventLoop loop() {
		return this.channel.eventLoop();
	}

	ByteBufAllocator allocator() {
		return this.channel.alloc();
	}

	int maxReplyBytes() {
		return this.maxReplyBytes;
	}

	/**
	 * Tell whether the peer understands something.
	 * @param feature one of those in {@link Capabilities}
	 * @return whether it does
	 */
	boolean peerKnows(int feature) {
		return this.theirs.knows(feature);
	}

	PayloadReader reader() {
		return this.reader;
	}

	void replied(ServerRequest request) {
		this.outbox.offer(request);
	}

	Node peer() {
		return this.peer;
	}

	/**
	 * Serve a request or refuse it.
	 * @param frame the frame; its owner is now this connection, then the handler
	 */
	void request(ByteBuf frame) {
		boolean passedOn = false;
		try {
			int frameBytes = frame.readableBytes();
			Frame.body(frame, Frame.REQUEST_HEADER_BYTES);
			if (this.memory != null && !this.memory.arrived(Frame.id(frame))) {
				// Its caller has been told that it did not arrive.
				return;
			}
			Reason refusal = refusal(frame, frameBytes);
			if (refusal != null) {
				refuse(frame, refusal);
				return;
			}
			ServerRequest request = new ServerRequest(this, this.peer, frame, frameBytes, deadline(frame));
			if (this.streams.isOpen(request.id()) || !this.inFlight.add(request.id(), request)) {
				throw new ProtocolException("request id " + request.id() + " used twice");
			}
			this.inFlightBytes += frameBytes;
			this.load.incrementAndGet();
			passedOn = true;
			ReplyMemory remembering = memoryOf(request);
			if (remembering != null) {
				remembering.runs(request);
			}
			serve(request);
		}
		finally {
			if (!passedOn) {
				frame.release();
			}
		}
	}

	/** Returns where a request is remembered, if it is. */
	private @Nullable ReplyMemory memoryOf(ServerRequest request) {
		return request.runsOnce() ? this.memory : null;
	}

	/**
	 * Answer what became of a request on another connection of the same caller.
	 * @param frame the frame; its owner stays the caller
	 */
	void inquiry(ByteBuf frame) {
		int frameBytes = frame.readableBytes();
		Frame.body(frame, Frame.REQUEST_HEADER_BYTES);
		WireText.require(frame, Integer.BYTES);
		ServerRequest inquiry = new ServerRequest(this, this.peer, frame, frameBytes, deadline(frame));
		if (!this.inFlight.add(inquiry.id(), inquiry)) {
			throw new ProtocolException("request id " + inquiry.id() + " used twice");
		}
		this.inFlightBytes += frameBytes;
		ReplyMemory asked = this.memories.find(Frame.method(frame), this.peer);
		if (asked != null && isMember()) {
			asked.inquire(frame.readInt(), inquiry);
		}
		else {
			inquiry.abandon("the connection was lost, and the node does not remember it");
		}
	}

	private static long deadline(ByteBuf frame) {
		// a quarter of the range keeps differences of nanoTime values from overflowing
		return System.nanoTime() + Math.min(TimeUnit.MICROSECONDS.toNanos(Frame.microsLeft(frame)), Long.MAX_VALUE / 4);
	}

	private void serve(ServerRequest request) {
		try {
			this.handler.onRequest(request);
		}
		catch (RuntimeException ex) {
			logger.error("The request handler threw; it must reply instead.", ex);
			request.abandon("the node failed while it took the request");
		}
	}

	private @Nullable Reason refusal(ByteBuf frame, int frameBytes) {
		if (!isMember()) {
			return Reason.NOT_A_MEMBER;
		}
		if (this.draining) {
			return Reason.DRAINING;
		}
		if (Frame.microsLeft(frame) <= 0) {
			return Reason.DEADLINE;
		}
		boolean full = this.inFlight.size() + this.streams.size() >= this.options.maxInFlight()
				|| (!this.inFlight.isEmpty()
						&& this.inFlightBytes + frameBytes > WireLimits.maxQueuedBytes(this.options));
		return full ? Reason.OVERLOADED : null;
	}

	private void refuse(ByteBuf frame, Reason reason) {
		if (RequestFlags.isOneWay(Frame.flags(frame))) {
			return;
		}
		ByteBuf reply = ServerRequest.refusal(allocator(), reason, switch (reason) {
			case NOT_A_MEMBER -> "the caller is not a member in this node's view";
			case DRAINING -> "the node is stopping";
			case DEADLINE -> "the deadline passed before the request arrived";
			default -> this.inFlight.size() + " requests of the caller are in flight on one connection";
		});
		Frame.setId(reply, Frame.id(frame));
		Channels.write(this.channel, this.stamps.stamp(reply));
	}

	/**
	 * Tell whether the peer is a member, by the newest view there is.
	 */
	@SuppressWarnings("ReferenceEquality") // per request: a new view is a new object
	boolean isMember() {
		View view = this.environment.views().get();
		if (view != this.checkedView) {
			Node found = view.find(this.peer.id());
			this.member = (found != null && found.incarnation() == this.peer.incarnation());
			if (found != null && this.member) {
				this.peer = found;
			}
			this.checkedView = view;
		}
		return this.member;
	}

	private void end(ServerRequest request) {
		if (this.inFlight.remove(request.id()) == request) {
			this.inFlightBytes -= request.frameBytes();
			this.load.decrementAndGet();
		}
		ByteBuf reply = request.takeReply();
		ReplyMemory remembering = memoryOf(request);
		if (remembering != null) {
			remembering.replied(request.id(), reply);
		}
		if (reply == null) {
			return;
		}
		if (this.closed || request.isCancelled()) {
			reply.release();
			return;
		}
		ByteBuf fitting = bounded(request, reply);
		boolean result = Frame.kind(fitting) == FrameKind.RESULT;
		Frame.setLoad(fitting, this.load.get());
		Channels.write(this.channel, this.stamps.stamp(fitting));
		this.streams.replied(request.id(), result);
		if (this.draining) {
			this.streams.stop(STOPPING);
		}
	}

	// a caller that does not read its replies must not fill this node's memory with them
	private ByteBuf bounded(ServerRequest request, ByteBuf reply) {
		if (this.channel.bytesBeforeWritable() <= WireLimits.maxQueuedBytes(this.options)) {
			return reply;
		}
		reply.release();
		ByteBuf instead = ServerRequest.outcomeUnknown(allocator(),
				"the service ran, but its result found no room: replies are read more slowly than they are made");
		Frame.setId(instead, request.id());
		return instead;
	}

	void cancel(int id) {
		ServerRequest request = this.inFlight.get(id);
		if (request != null) {
			request.cancelledByCaller();
		}
		this.streams.cancelled(id);
	}

	void attach(ServerRequest request, StreamHandler handler) {
		this.streams.open(request.id(), handler, this.channel, this.maxReplyBytes);
	}

	void stream(FrameKind kind, ByteBuf frame) {
		this.streams.receive(kind, frame, this.reader);
	}

	void pong() {
		Channels.write(this.channel, this.stamps.stamp(Frame.empty(allocator(), FrameKind.PONG, 0)));
	}

	/**
	 * Ask the caller to use the connection no more. The caller closes it when it has all
	 * its replies; until then requests that were under way are refused.
	 */
	void goAway() {
		if (!this.draining) {
			this.draining = true;
			this.streams.stop(STOPPING);
			Channels.writeAndFlush(this.channel, this.stamps.stamp(Frame.empty(allocator(), FrameKind.GOAWAY, 0)));
		}
	}

	void closed() {
		this.closed = true;
		this.streams.closed("the connection to the caller ended");
		List<ServerRequest> lost = this.inFlight.removeAll((request) -> true);
		for (ServerRequest request : lost) {
			if (memoryOf(request) == null) {
				request.connectionClosed();
			}
		}
		this.load.addAndGet(-lost.size());
		if (this.memory != null) {
			forgetInTime(this.memory);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a loop that ends takes the memory
													// along
	private void forgetInTime(ReplyMemory lost) {
		this.memories.lost(lost);
		loop().schedule(lost::cancelUnasked, ReplyMemories.UNASKED_MILLIS, TimeUnit.MILLISECONDS);
		loop().schedule(() -> this.memories.forget(lost), ReplyMemories.LOST_MILLIS, TimeUnit.MILLISECONDS);
	}

}
