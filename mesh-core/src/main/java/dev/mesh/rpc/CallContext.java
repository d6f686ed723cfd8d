package dev.mesh.rpc;

import java.time.Duration;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * The remote call that the current thread serves. Calls made while it is open end with
 * the caller's deadline at the latest and have its priority, unless another is said of
 * them. Immutable.
 */
public final class CallContext {

	private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

	private final Node caller;

	private final long deadlineNanos;

	private final Baggage baggage;

	private final CallPriority priority;

	/**
	 * Make a context without baggage.
	 * @param caller who calls
	 * @param deadlineNanos when the caller stops waiting, in terms of
	 * {@link System#nanoTime()}
	 */
	public CallContext(Node caller, long deadlineNanos) {
		this(caller, deadlineNanos, Baggage.EMPTY);
	}

	/**
	 * Make a context of normal priority.
	 * @param caller who calls
	 * @param deadlineNanos when the caller stops waiting, in terms of
	 * {@link System#nanoTime()}
	 * @param baggage what came with the call
	 */
	public CallContext(Node caller, long deadlineNanos, Baggage baggage) {
		this(caller, deadlineNanos, baggage, CallPriority.NORMAL);
	}

	/**
	 * Make a context.
	 * @param caller who calls
	 * @param deadlineNanos when the caller stops waiting, in terms of
	 * {@link System#nanoTime()}
	 * @param baggage what came with the call
	 * @param priority the call's priority
	 */
	public CallContext(Node caller, long deadlineNanos, Baggage baggage, CallPriority priority) {
		this.caller = caller;
		this.deadlineNanos = deadlineNanos;
		this.baggage = baggage;
		this.priority = priority;
	}

	/**
	 * Return the call that the current thread serves.
	 * @return the context, or {@code null} outside of a remote call
	 */
	public static @Nullable CallContext current() {
		return CURRENT.get();
	}

	/**
	 * Return who calls.
	 * @return the node
	 */
	public Node caller() {
		return this.caller;
	}

	/**
	 * Return when the caller stops waiting.
	 * @return the deadline in terms of {@link System#nanoTime()}
	 */
	public long deadlineNanos() {
		return this.deadlineNanos;
	}

	/**
	 * Return how long the caller still waits.
	 * @return the time left, zero if the deadline has passed
	 */
	public Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.deadlineNanos - System.nanoTime()));
	}

	/**
	 * Return what came with the call.
	 * @return the baggage, {@link Baggage#EMPTY} if there is none
	 */
	public Baggage baggage() {
		return this.baggage;
	}

	/**
	 * Return the call's priority, which calls made while serving it have too, unless
	 * another one is said of them.
	 * @return the priority
	 */
	public CallPriority priority() {
		return this.priority;
	}

	/**
	 * Make this the context of the current thread, and its baggage that of the thread,
	 * also to carry both to a thread that a service hands work to.
	 * @return restores what was before; to be closed by the same thread
	 */
	public Scope open() {
		CallContext former = CURRENT.get();
		Scope carried = this.baggage.open();
		CURRENT.set(this);
		return () -> {
			// Not removed: the next call on this thread would make the entry anew.
			CURRENT.set(former);
			carried.close();
		};
	}

	/**
	 * Ends what {@link CallContext#open()} began.
	 */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
