package dev.mesh.security;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator who was refused and why: one line per peer address and minute, and
 * not more than {@value #LINES_PER_WINDOW} lines a minute in all, so that an attacker can
 * neither fill the disk nor, by using many addresses, the memory. What is left out is
 * counted. Safe for use by any thread.
 */
public final class RefusalLog {

	static final int ADDRESSES = 1024;

	static final int LINES_PER_WINDOW = 100;

	private static final int EXPECTED = 64;

	private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

	private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);

	private final LongSupplier nanoTime;

	private final AtomicLong refused = new AtomicLong();

	private final AtomicLong refusedByPeers = new AtomicLong();

	/** When each was announced; guarded by itself. */
	private final Map<SocketAddress, Long> expected = new BoundedMap<>(EXPECTED);

	/** Guarded by itself. */
	private final Map<String, Window> windows = new BoundedMap<>(ADDRESSES);

	/** Guarded by {@link #windows}. */
	private @Nullable Window all;

	/**
	 * Make a log.
	 * @param nanoTime the time source, in nanoseconds from any origin, as
	 * {@link System#nanoTime()}
	 */
	public RefusalLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * This node refused a peer.
	 * @param peer where the peer connected from, if known
	 * @param failure how its handshake failed
	 */
	public void refused(@Nullable SocketAddress peer, Throwable failure) {
		refused(peer, RefusalReason.of(failure));
	}

	/**
	 * This node refused a peer.
	 * @param peer where the peer connected from, if known
	 * @param reason why, in words that follow the peer's address and a colon
	 */
	public void refused(@Nullable SocketAddress peer, String reason) {
		if (isExpected(peer)) {
			return;
		}
		this.refused.incrementAndGet();
		String address = host(peer);
		log(address, "refused " + address + ": " + RefusalReason.oneLine(reason));
	}

	/**
	 * A peer refused this node, or this node found that it must not trust the peer it
	 * connected to.
	 * @param peer where this node connected to
	 * @param reason why, in words that follow a colon
	 */
	public void refusedBy(SocketAddress peer, String reason) {
		this.refusedByPeers.incrementAndGet();
		String address = text(peer);
		log("by " + address, "peer " + address + " refused this node: " + RefusalReason.oneLine(reason));
	}

	/**
	 * For a minute, keep quiet about and do not count the refusal of a connection that
	 * this process makes itself to see whether it is refused. The time covers a refusal
	 * that is noticed after the connection has ended.
	 * @param localEnd the local end of that connection
	 */
	public void expect(SocketAddress localEnd) {
		synchronized (this.expected) {
			this.expected.put(localEnd, this.nanoTime.getAsLong());
		}
	}

	private boolean isExpected(@Nullable SocketAddress peer) {
		synchronized (this.expected) {
			Long since = this.expected.get(peer);
			return since != null && this.nanoTime.getAsLong() - since < WINDOW_NANOS;
		}
	}

	/**
	 * Return how often this node refused a peer.
	 * @return the count since the start
	 */
	public long refusals() {
		return this.refused.get();
	}

	/**
	 * Return how often peers refused this node.
	 * @return the count since the start
	 */
	public long refusalsByPeers() {
		return this.refusedByPeers.get();
	}

	private void log(String key, String line) {
		long suppressed = enter(key);
		if (suppressed == 0) {
			logger.warn(line);
		}
		else if (suppressed > 0) {
			logger.warn("{} ({} more since the last such line)", line, suppressed);
		}
	}

	/** Return how many lines were left out before this one, or -1 to leave it out too. */
	private long enter(String key) {
		synchronized (this.windows) {
			long now = this.nanoTime.getAsLong();
			Window window = this.windows.get(key);
			if (window != null && now - window.start < WINDOW_NANOS) {
				window.suppressed++;
				return -1;
			}
			if (!withinOverallLimit(now)) {
				return -1;
			}
			this.windows.put(key, new Window(now));
			return (window != null) ? window.suppressed : 0;
		}
	}

	private boolean withinOverallLimit(long now) {
		Window window = this.all;
		if (window == null || now - window.start >= WINDOW_NANOS) {
			window = new Window(now);
			this.all = window;
		}
		return window.lines++ < LINES_PER_WINDOW;
	}

	private static String host(@Nullable SocketAddress peer) {
		if (peer instanceof InetSocketAddress address && address.getAddress() != null) {
			return address.getAddress().getHostAddress();
		}
		return (peer != null) ? text(peer) : "an unknown peer";
	}

	private static String text(SocketAddress peer) {
		if (peer instanceof InetSocketAddress address && address.getAddress() != null) {
			return address.getAddress().getHostAddress() + ":" + address.getPort();
		}
		return RefusalReason.oneLine(peer.toString());
	}

	private static final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

		private final int bound;

		private BoundedMap(int bound) {
			super(16, 0.75f, true);
			this.bound = bound;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
			return size() > this.bound;
		}

	}

	private static final class Window {

		private final long start;

		private long suppressed;

		private int lines;

		private Window(long start) {
			this.start = start;
		}

	}

}
