package dev.mesh.rpc.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams on one connection. For its event loop only.
 * <p>
 * Streams that have something to send take turns of one frame each, and together keep no
 * more than {@value #MAX_WAITING_BYTES} bytes in the channel's write buffer, a quarter of
 * what makes it unwritable. So a call waits for that much at most, however much the
 * streams have to say, and they never stop the connection from being read.
 */
final class ConnectionStreams {

	private static final int MAX_WAITING_BYTES = WireLimits.LOW_WATER_BYTES;

	private final IntObjectMap<OpenStream> streams = new IntObjectHashMap<>();

	private final Deque<OpenStream> turns = new ArrayDeque<>();

	private final FrameStamps stamps;

	private final Runnable ended;

	private final Outbox<OpenStream> outbox;

	private @Nullable Channel channel;

	private int waitingBytes;

	/**
	 * Make it.
	 * @param loop the connection's event loop
	 * @param stamps stamps what is sent
	 * @param ended told whenever a stream has ended by itself
	 */
	ConnectionStreams(EventLoop loop, FrameStamps stamps, Runnable ended) {
		this.stamps = stamps;
		this.ended = ended;
		this.outbox = new Outbox<>(loop, this::ready, this::write);
	}

	void open(int id, StreamHandler handler, Channel on, int maxFrameBytes) {
		this.channel = on;
		OpenStream stream = new OpenStream(id, handler, this.outbox, on.alloc(), maxFrameBytes);
		this.streams.put(id, stream);
		handler.onLink(stream);
	}

	boolean isOpen(int id) {
		return this.streams.containsKey(id);
	}

	boolean isEmpty() {
		return this.streams.isEmpty();
	}

	int size() {
		return this.streams.size();
	}

	/**
	 * Forget the streams of a request that ended otherwise.
	 */
	void forget(int id) {
		this.streams.remove(id);
	}

	void replied(int id, boolean result) {
		with(id, (handler) -> handler.onReply(result));
	}

	void cancelled(int id) {
		with(id, (handler) -> handler.onCancel(0));
	}

	/**
	 * Take what the peer says of a stream. One that has ended here is passed over: the
	 * peer did not know yet.
	 */
	void receive(FrameKind kind, ByteBuf frame, PayloadReader reader) {
		int lane = Frame.flags(frame);
		ByteBuf body = Frame.body(frame, Frame.HEADER_BYTES);
		switch (kind) {
			case ITEM -> {
				WireText.require(body, Integer.BYTES);
				int count = body.readInt();
				with(Frame.id(frame), (handler) -> handler.onItems(lane, count, body, reader));
			}
			case CREDIT -> {
				WireText.require(body, 2 * Long.BYTES);
				long items = body.readLong();
				long bytes = body.readLong();
				with(Frame.id(frame), (handler) -> handler.onCredit(lane, items, bytes));
			}
			case COMPLETE -> with(Frame.id(frame), (handler) -> handler.onComplete(lane));
			case ERROR -> with(Frame.id(frame), (handler) -> handler.onError(lane, body, reader));
			case CANCEL -> with(Frame.id(frame), (handler) -> handler.onCancel(lane));
			default -> throw new IllegalArgumentException(kind + " is no frame of a stream");
		}
	}

	private void with(int id, Consumer<StreamHandler> action) {
		OpenStream stream = this.streams.get(id);
		if (stream != null) {
			action.accept(stream.handler());
			removeIfEnded(stream);
		}
	}

	void stop(String message) {
		for (OpenStream stream : all()) {
			stream.handler().onStop(message);
			removeIfEnded(stream);
		}
	}

	void closed(String message) {
		List<OpenStream> lost = all();
		this.streams.clear();
		this.turns.clear();
		lost.forEach((stream) -> stream.handler().onLost(message));
	}

	private List<OpenStream> all() {
		return new ArrayList<>(this.streams.values());
	}

	private void ready(OpenStream stream) {
		stream.taken();
		queue(stream);
	}

	private void queue(OpenStream stream) {
		if (stream.queue()) {
			this.turns.add(stream);
		}
	}

	private void write() {
		Channel open = this.channel;
		if (open == null) {
			return;
		}
		boolean wrote = false;
		OpenStream stream;
		while (this.waitingBytes < MAX_WAITING_BYTES && (stream = this.turns.poll()) != null) {
			stream.turnEnded();
			ByteBuf frame = isCurrent(stream) ? stream.handler().next() : null;
			if (frame != null) {
				write(open, stream.id(), frame);
				wrote = true;
				queue(stream);
			}
			removeIfEnded(stream);
		}
		if (wrote) {
			open.flush();
		}
	}

	private void write(Channel open, int id, ByteBuf frame) {
		int bytes = frame.readableBytes();
		this.waitingBytes += bytes;
		Frame.setId(frame, id);
		open.write(this.stamps.stamp(frame)).addListener((written) -> {
			this.waitingBytes -= bytes;
			if (written.isSuccess() && this.waitingBytes <= MAX_WAITING_BYTES / 2 && !this.turns.isEmpty()) {
				write();
			}
		});
	}

	private boolean isCurrent(OpenStream stream) {
		return this.streams.get(stream.id()) == stream;
	}

	private void removeIfEnded(OpenStream stream) {
		if (stream.handler().isEnded() && isCurrent(stream)) {
			this.streams.remove(stream.id());
			this.ended.run();
		}
	}

}
