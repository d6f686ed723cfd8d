package dev.mesh.rpc.wire;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.Doubts.Doubt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One incarnation of a node as we call it: a connection per event loop, opened when first
 * needed, and what is known of its being reachable.
 * <p>
 * After a failure calls are refused at once until the next attempt is due; that attempt
 * is made by a timer, so that a node nobody dares to call is found again. Attempts are 10
 * ms apart at first and 5 s in the end. The lock guards slots and back-off and is taken
 * only to open or to drop a connection.
 */
final class Peer implements ClientConnection.Events {

	private static final Logger logger = LoggerFactory.getLogger(Peer.class);

	private static final long FIRST_DELAY_MILLIS = 10;

	private static final int MAX_DOUBLINGS = 9;

	private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Node node;

	private final RpcEventLoops loops;

	private final Connector connector;

	private final AtomicReferenceArray<@Nullable ClientConnection> slots;

	private final Doubts doubts;

	private volatile boolean reachable = true;

	private boolean closed;

	/** Whether the last attempt to connect came to nothing. */
	private boolean connectFailed;

	private int failures;

	private long retryAtNanos;

	private long readySinceNanos;

	private String lastFailure = "";

	private @Nullable Future<?> nextProbe;

	Peer(Node node, RpcEventLoops loops, Connector connector) {
		this.node = node;
		this.loops = loops;
		this.connector = connector;
		this.slots = new AtomicReferenceArray<>(loops.count());
		this.doubts = new Doubts(loops.loop(0));
	}

	Node node() {
		return this.node;
	}

	boolean isReachable() {
		return this.reachable;
	}

	void send(PendingCall call) {
		int index = this.loops.indexForCurrentThread();
		ClientConnection connection = this.slots.get(index);
		if (connection == null) {
			connection = open(index);
		}
		if (connection != null) {
			connection.offer(call);
		}
		else {
			call.releaseFrame();
			call.notExecuted(Reason.NOT_SENT, "node '" + this.node.name() + "' is not reachable: " + lastFailure());
		}
	}

	private synchronized String lastFailure() {
		return this.lastFailure;
	}

	private synchronized @Nullable ClientConnection open(int index) {
		ClientConnection current = this.slots.get(index);
		if (current != null) {
			return current;
		}
		if (this.closed || (this.failures > 0 && System.nanoTime() - this.retryAtNanos < 0)) {
			return null;
		}
		ClientConnection opened = this.connector.connect(this.node, this.loops.loop(index), this);
		this.slots.set(index, opened);
		return opened;
	}

	@Override
	public void onReady(ClientConnection connection) {
		List<Doubt> doubtful;
		synchronized (this) {
			if (this.closed) {
				return;
			}
			if (!this.reachable) {
				logger.info("Node '{}' at {} is reachable again.", this.node.name(), this.node.rpcAddress());
			}
			this.reachable = true;
			this.connectFailed = false;
			this.readySinceNanos = System.nanoTime();
			doubtful = this.doubts.take();
		}
		doubtful.forEach((doubt) -> doubt.ask(connection));
	}

	@Override
	public synchronized boolean onDoubt(ClientConnection connection, PendingCall call) {
		if (this.closed || this.connectFailed) {
			return false;
		}
		this.doubts.add(call, connection.name());
		return true;
	}

	@Override
	public synchronized void onGoAway(ClientConnection connection) {
		int slot = vacate(connection);
		if (slot >= 0) {
			lost(slot, true, "it is stopping");
		}
	}

	@Override
	public void onClosed(ClientConnection connection, boolean wasReady, String message) {
		List<Doubt> hopeless = List.of();
		synchronized (this) {
			int slot = vacate(connection);
			if (slot >= 0) {
				lost(slot, wasReady, message);
			}
			if (!wasReady) {
				this.connectFailed = true;
				hopeless = this.doubts.take();
			}
		}
		hopeless.forEach((doubt) -> doubt.end(message));
	}

	/** Returns which slot it had, or -1 if none that still counts. */
	private int vacate(ClientConnection connection) {
		for (int i = 0; i < this.slots.length(); i++) {
			if (this.slots.compareAndSet(i, connection, null)) {
				return this.closed ? -1 : i;
			}
		}
		return -1;
	}

	private void lost(int slot, boolean wasReady, String message) {
		if (this.reachable) {
			logger.info("Node '{}' at {} is not reachable: {}.", this.node.name(), this.node.rpcAddress(), message);
		}
		this.reachable = false;
		this.lastFailure = message;
		long now = System.nanoTime();
		if (wasReady && now - this.readySinceNanos > STABLE_NANOS) {
			this.failures = 0;
		}
		long delayMillis = FIRST_DELAY_MILLIS << Math.min(this.failures, MAX_DOUBLINGS);
		this.failures++;
		this.retryAtNanos = now + TimeUnit.MILLISECONDS.toNanos(delayMillis);
		this.nextProbe = this.loops.loop(0).schedule(() -> probe(slot), delayMillis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Others may well be connected: only the one that was lost shows whether it is again.
	 */
	private void probe(int slot) {
		if (!this.reachable) {
			open(slot);
		}
	}

	/**
	 * Give up connections made under an incarnation that this node no longer has.
	 * @param selfIncarnation the incarnation it has
	 */
	void renew(long selfIncarnation) {
		for (int i = 0; i < this.slots.length(); i++) {
			ClientConnection connection = this.slots.get(i);
			if (connection != null && connection.selfIncarnation() != selfIncarnation) {
				this.slots.compareAndSet(i, connection, null);
				end(connection, "this node has rejoined");
			}
		}
	}

	/**
	 * End all connections, for good.
	 * @param message why, as part of a sentence
	 */
	void close(String message) {
		List<Doubt> hopeless;
		synchronized (this) {
			this.closed = true;
			this.reachable = false;
			this.lastFailure = message;
			hopeless = this.doubts.take();
			if (this.nextProbe != null) {
				this.nextProbe.cancel(false);
			}
		}
		hopeless.forEach((doubt) -> doubt.end(message));
		for (int i = 0; i < this.slots.length(); i++) {
			ClientConnection connection = this.slots.getAndSet(i, null);
			if (connection != null) {
				end(connection, message);
			}
		}
	}

	private static void end(ClientConnection connection, String message) {
		try {
			connection.loop().execute(() -> connection.close(Reason.NOT_SENT, message));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The event loop ended before the connection did, and closed it.", ex);
		}
	}

}
