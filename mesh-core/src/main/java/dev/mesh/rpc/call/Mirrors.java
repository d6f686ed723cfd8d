package dev.mesh.rpc.call;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.mesh.route.MirrorPolicy;
import dev.mesh.route.measure.MirrorMeasure;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.server.Arguments;
import dev.mesh.rpc.server.NamedThreads;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats calls on shadow versions, on the threads {@code mesh-mirror-*}. What the caller
 * gives for it is the time to write the arguments, and the result where that is compared:
 * as bytes, so that neither side sees what the other one changes. Calls and bytes that
 * wait are bounded; beyond the bounds calls are not repeated, and counted. Safe for use
 * by any thread.
 */
final class Mirrors {

	private static final Logger logger = LoggerFactory.getLogger(Mirrors.class);

	private static final int THREADS = 4;

	private static final int MAX_WAITING = 1024;

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final long KEEP_ALIVE_SECONDS = 30;

	private final PayloadWriter writer;

	private final PayloadReader reader;

	private final AtomicLong bytes = new AtomicLong();

	private volatile @Nullable ExecutorService executor;

	Mirrors(Codec codec) {
		this.writer = codec.writer();
		this.reader = codec.reader(codec.types());
	}

	synchronized void start() {
		if (this.executor == null) {
			ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
					new ArrayBlockingQueue<>(MAX_WAITING), new NamedThreads("mesh-mirror-"));
			pool.allowCoreThreadTimeOut(true);
			this.executor = pool;
		}
	}

	/** What is under way is interrupted, what waits is dropped. */
	synchronized void stop() {
		ExecutorService running = this.executor;
		this.executor = null;
		if (running != null) {
			running.shutdownNow().forEach((waiting) -> {
				if (waiting instanceof MirroredCall call) {
					call.discard();
				}
			});
		}
	}

	/**
	 * Keep what is needed to repeat a call; before its arguments can be changed.
	 * @param method what is called
	 * @param arguments the arguments
	 * @param baggage what the request carries
	 * @param identity on whose behalf it is made, or {@code null} for nobody's
	 * @param policy how to repeat it
	 * @param measure counts what comes of it
	 * @return the call to be repeated once the first has ended, or {@code null} if it is
	 * not to be
	 */
	@Nullable MirroredCall prepare(MethodCall method, @Nullable Object[] arguments, Baggage baggage,
			@Nullable CallerIdentity identity, MirrorPolicy policy, MirrorMeasure measure) {
		try {
			ByteBuf kept = keep((out) -> Arguments.write(arguments, this.writer, out));
			if (kept != null) {
				return new MirroredCall(this, method, kept, baggage, identity, policy, measure);
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The arguments of '{}' cannot be kept for its mirror", method, ex);
		}
		measure.dropped();
		return null;
	}

	/**
	 * Keep a value, if there is room.
	 */
	@Nullable ByteBuf keep(Consumer<ByteBuf> content) {
		if (this.bytes.get() > MAX_BYTES) {
			return null;
		}
		ByteBuf kept = Unpooled.buffer();
		content.accept(kept);
		this.bytes.addAndGet(kept.readableBytes());
		return kept;
	}

	@Nullable ByteBuf keepResult(@Nullable Object result) {
		return keep((out) -> this.writer.write(result, out));
	}

	void forget(int kept) {
		this.bytes.addAndGet(-kept);
	}

	PayloadReader reader() {
		return this.reader;
	}

	/**
	 * Run a call, if there is room.
	 * @return whether it was taken
	 */
	boolean submit(MirroredCall call) {
		ExecutorService running = this.executor;
		if (running == null) {
			return false;
		}
		try {
			running.execute(call);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

}
