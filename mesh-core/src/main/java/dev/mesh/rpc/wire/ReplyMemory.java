package dev.mesh.rpc.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.KeptReplies.Kept;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a caller whose connection broke can ask for again: the replies to its last
 * requests that may not be run twice, and those still under way. Bounded by count and
 * bytes; what is forgotten is answered as unknown.
 * <p>
 * A caller that asks has given up the connection, but the connection may still hold
 * requests that nobody has read. So the first question closes it to requests: one that
 * had not arrived by then never runs, and that is what its caller is told. That works
 * because a caller numbers its requests in the order in which it sends them. Safe for use
 * by any thread.
 */
final class ReplyMemory {

	private final long connection;

	private final Node caller;

	/** Bounded by the requests in flight on the connection. Guarded by this. */
	private final RequestTable<ServerRequest> running = new RequestTable<>();

	/** Who asks for what is running. Guarded by this. */
	private final Map<Integer, ServerRequest> inquiries = new HashMap<>();

	/** Guarded by this. */
	private final KeptReplies kept = new KeptReplies();

	/** Guarded by this. */
	private int lastId;

	/** Guarded by this. */
	private boolean closed;

	/**
	 * Make the memory of one connection.
	 * @param connection what the caller calls it
	 * @param caller the caller
	 */
	ReplyMemory(long connection, Node caller) {
		this.connection = connection;
		this.caller = caller;
	}

	long connection() {
		return this.connection;
	}

	boolean isOf(Node node) {
		return this.caller.id().equals(node.id()) && this.caller.incarnation() == node.incarnation();
	}

	/**
	 * Take note that a request has arrived.
	 * @param id its id
	 * @return false if it comes too late and must not be run
	 */
	synchronized boolean arrived(int id) {
		this.lastId = id;
		return !this.closed;
	}

	synchronized void runs(ServerRequest request) {
		this.running.add(request.id(), request);
	}

	/**
	 * Keep a reply, or give it to who asks for it.
	 * @param id the request
	 * @param reply the reply as it would be sent, or {@code null} if there is none
	 */
	void replied(int id, @Nullable ByteBuf reply) {
		ServerRequest inquiry;
		synchronized (this) {
			this.running.remove(id);
			inquiry = this.inquiries.isEmpty() ? null : this.inquiries.remove(id);
			if (inquiry == null && reply != null) {
				int header = header(reply);
				this.kept.add(id, Frame.kind(reply), reply, reply.readerIndex() + header,
						reply.readableBytes() - header);
			}
		}
		if (inquiry != null) {
			answer(inquiry, (reply != null) ? kept(reply) : null);
		}
	}

	private static int header(ByteBuf reply) {
		return Frame.replyHeaderBytes(Frame.flags(reply));
	}

	private static Kept kept(ByteBuf reply) {
		int header = header(reply);
		return new Kept(Frame.kind(reply),
				ByteBufUtil.getBytes(reply, reply.readerIndex() + header, reply.readableBytes() - header));
	}

	/**
	 * Answer a question with what became of a request, now or when that is known.
	 * @param id the request
	 * @param inquiry the question
	 */
	void inquire(int id, ServerRequest inquiry) {
		ServerRequest awaited;
		Kept answer;
		boolean arrived;
		synchronized (this) {
			close();
			arrived = this.lastId - id >= 0;
			awaited = this.running.get(id);
			answer = (awaited == null) ? this.kept.find(id) : null;
			if (awaited != null) {
				this.inquiries.put(id, inquiry);
			}
		}
		if (awaited != null) {
			ServerRequest running = awaited;
			inquiry.onCancel(() -> cancel(id, running));
		}
		else if (arrived) {
			answer(inquiry, answer);
		}
		else {
			inquiry.refuse(Reason.NOT_SENT, "the connection was lost before the request arrived");
		}
	}

	/** Let no request in from here on. */
	synchronized void close() {
		this.closed = true;
	}

	synchronized boolean remembers(int id) {
		return this.kept.find(id) != null;
	}

	private void cancel(int id, ServerRequest awaited) {
		ServerRequest inquiry;
		synchronized (this) {
			inquiry = this.inquiries.remove(id);
		}
		awaited.cancelledByCaller();
		if (inquiry != null) {
			inquiry.abandon("the caller gave up");
		}
	}

	private static void answer(ServerRequest inquiry, @Nullable Kept answer) {
		if (answer != null) {
			inquiry.relay(answer.kind(), answer.body());
		}
		else {
			inquiry.abandon("the connection was lost, and the node does not remember what became of the request");
		}
	}

	/**
	 * Cancel what is still running and nobody has asked for.
	 */
	void cancelUnasked() {
		List<ServerRequest> unasked;
		synchronized (this) {
			unasked = this.running.all();
			unasked.removeIf((request) -> this.inquiries.containsKey(request.id()));
		}
		unasked.forEach(ServerRequest::cancelledByCaller);
	}

}
