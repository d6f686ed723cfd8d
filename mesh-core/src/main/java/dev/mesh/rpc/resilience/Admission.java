package dev.mesh.rpc.resilience;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.mesh.rpc.CallPriority;
import org.jspecify.annotations.Nullable;

/**
 * The door of one service on one node: so many calls run at once, so many wait, for so
 * long, the highest priority first; the others are refused at once, so that their callers
 * can go elsewhere. A call whose turn would come after its deadline is refused at once as
 * well. Where the room to wait is taken, a call of higher priority takes that of the last
 * of lower priority. Safe for use by any thread; calls are started and refused outside of
 * the lock.
 */
public final class Admission {

	/** For calls that have left without having run. */
	public static final long NOT_RUN = -1;

	/** Fewer than this at once say little of how many a service bears. */
	private static final int LEAST_LIMIT = 16;

	private static final double SMOOTHING = 0.1;

	/** A pause of the process makes all calls that run look long, and says nothing. */
	private static final int MOST_TIMES_AVERAGE = 2;

	private static final double SHORT_NANOS = 1e6;

	private static final double OUTDATED_NANOS = 1e9;

	private final LimitOptions options;

	private final int most;

	private final int maxWaiting;

	private final LongSupplier nanos;

	private final @Nullable AdaptiveLimit adaptive;

	private final Map<CallPriority, Deque<Waiting>> waiting = new EnumMap<>(CallPriority.class);

	private int running;

	private int waitingCount;

	private double averageNanos;

	/** When a call ended that counts in the average. */
	private long learntNanos;

	private boolean closed;

	/**
	 * Make the door of one service.
	 * @param options what is configured
	 * @param workers how many threads serve calls of all services
	 * @param queue how many calls may wait
	 * @param nanos the time, as of {@link System#nanoTime()}
	 */
	public Admission(LimitOptions options, int workers, int queue, LongSupplier nanos) {
		this.options = options;
		this.most = workers + queue;
		this.maxWaiting = Math.max(1, queue);
		this.nanos = nanos;
		this.adaptive = options.adaptive()
				? new AdaptiveLimit(workers, Math.min(LEAST_LIMIT, workers), this.most, nanos.getAsLong()) : null;
		for (CallPriority priority : CallPriority.values()) {
			this.waiting.put(priority, new ArrayDeque<>());
		}
	}

	/**
	 * Have a call started, now or later, or refused. One that is started must be followed
	 * by one {@link #ended}.
	 * @param call the call
	 */
	public void offer(Call call) {
		List<Runnable> actions = admit(call);
		if (actions == null) {
			call.start();
		}
		else {
			actions.forEach(Runnable::run);
		}
	}

	/** Returns {@code null} if the call is to be started, else what is to be done. */
	private synchronized @Nullable List<Runnable> admit(Call call) {
		if (!this.closed && this.waitingCount == 0 && this.running < limit()) {
			this.running++;
			return null;
		}
		List<Runnable> actions = new ArrayList<>();
		if (this.closed) {
			actions.add(() -> call.refuse("this node is stopping"));
		}
		else {
			long now = this.nanos.getAsLong();
			forgetOutdated(now);
			refuseLate(now, actions);
			await(call, now, actions);
			startWaiting(now, actions);
		}
		return actions;
	}

	/**
	 * How long calls took in one burst says nothing about the next one. Where none has
	 * ended for as long as two would take, the average is wrong in any case.
	 */
	private void forgetOutdated(long now) {
		if (now - this.learntNanos > Math.max(OUTDATED_NANOS, MOST_TIMES_AVERAGE * this.averageNanos)) {
			this.averageNanos = 0;
		}
	}

	private void await(Call call, long now, List<Runnable> actions) {
		long left = call.deadlineNanos() - now;
		long wait = waitNanos(ahead(call.priority()) + 1);
		if (wait >= left) {
			actions.add(() -> call
				.refuse("its turn would come in " + millis(wait) + " ms, and it has " + millis(left) + " ms left"));
			return;
		}
		if (isQueueFull()) {
			Waiting yielding = lastBelow(call.priority());
			if (yielding == null) {
				String why = this.running + " calls run and " + this.waitingCount + " wait for about "
						+ millis(waitNanos(this.waitingCount)) + " ms";
				actions.add(() -> call.refuse(why));
				return;
			}
			actions.add(() -> yielding.call().refuse("calls of higher priority took its turn"));
		}
		queue(call.priority()).addLast(new Waiting(call, now));
		this.waitingCount++;
	}

	private boolean isQueueFull() {
		return this.waitingCount >= this.maxWaiting
				|| waitNanos(this.waitingCount + 1) > this.options.maxWait().toNanos();
	}

	private int ahead(CallPriority priority) {
		int ahead = 0;
		for (Map.Entry<CallPriority, Deque<Waiting>> entry : this.waiting.entrySet()) {
			ahead += (entry.getKey().compareTo(priority) >= 0) ? entry.getValue().size() : 0;
		}
		return ahead;
	}

	/** How long it takes until so many calls have found their turn. */
	private long waitNanos(int calls) {
		return (long) (calls * this.averageNanos / limit());
	}

	private @Nullable Waiting lastBelow(CallPriority priority) {
		for (Map.Entry<CallPriority, Deque<Waiting>> entry : this.waiting.entrySet()) {
			if (entry.getKey().compareTo(priority) < 0 && !entry.getValue().isEmpty()) {
				this.waitingCount--;
				return entry.getValue().removeLast();
			}
		}
		return null;
	}

	/** What is overtaken again and again is told so while its caller still listens. */
	private void refuseLate(long now, List<Runnable> actions) {
		for (Deque<Waiting> queue : this.waiting.values()) {
			Waiting first;
			while ((first = queue.peekFirst()) != null && isLate(first, now)) {
				Call call = first.call();
				queue.removeFirst();
				this.waitingCount--;
				actions.add(() -> call.refuse("it has waited for its turn for too long"));
			}
		}
	}

	private boolean isLate(Waiting first, long now) {
		return first.call().deadlineNanos() - now <= 0
				|| now - first.sinceNanos() > 2 * this.options.maxWait().toNanos();
	}

	private void startWaiting(long now, List<Runnable> actions) {
		while (this.running < limit() && this.waitingCount > 0) {
			Call next = next().call();
			if (next.deadlineNanos() - now <= 0) {
				actions.add(() -> next.refuse("its deadline passed while it waited for its turn"));
			}
			else {
				this.running++;
				actions.add(next::start);
			}
		}
	}

	private Waiting next() {
		CallPriority[] priorities = CallPriority.values();
		for (int i = priorities.length - 1; i >= 0; i--) {
			Waiting first = queue(priorities[i]).pollFirst();
			if (first != null) {
				this.waitingCount--;
				return first;
			}
		}
		throw new IllegalStateException("nobody waits, and " + this.waitingCount + " were counted");
	}

	private Deque<Waiting> queue(CallPriority priority) {
		Deque<Waiting> queue = this.waiting.get(priority);
		if (queue == null) {
			throw new IllegalStateException("there is no queue for " + priority);
		}
		return queue;
	}

	/**
	 * Note that a call that was started has left.
	 * @param tookNanos how long it took, or {@link #NOT_RUN}
	 */
	public void ended(long tookNanos) {
		List<Runnable> actions = leave(tookNanos);
		if (actions != null) {
			actions.forEach(Runnable::run);
		}
	}

	private synchronized @Nullable List<Runnable> leave(long tookNanos) {
		if (tookNanos != NOT_RUN) {
			learn(tookNanos);
		}
		this.running--;
		if (this.waitingCount == 0) {
			return null;
		}
		List<Runnable> actions = new ArrayList<>();
		long now = this.nanos.getAsLong();
		refuseLate(now, actions);
		startWaiting(now, actions);
		return actions;
	}

	private void learn(long tookNanos) {
		this.learntNanos = this.nanos.getAsLong();
		if (this.averageNanos == 0) {
			this.averageNanos = tookNanos;
		}
		else {
			double counted = Math.min((double) tookNanos,
					Math.max(SHORT_NANOS, MOST_TIMES_AVERAGE * this.averageNanos));
			this.averageNanos += (counted - this.averageNanos) * SMOOTHING;
		}
		if (this.adaptive != null) {
			this.adaptive.sample(tookNanos, this.running, this.learntNanos);
		}
	}

	/**
	 * Begin a call of this node, which does not wait. It must be followed by one
	 * {@link #ended}.
	 * @return whether fewer than the fixed bound run
	 */
	public synchronized boolean tryEnter() {
		if (isFull()) {
			return false;
		}
		this.running++;
		return true;
	}

	/**
	 * Tell whether as many calls run as the fixed bound allows.
	 * @return whether {@link #tryEnter()} would have failed just now
	 */
	public synchronized boolean isFull() {
		Integer bound = this.options.maxConcurrent();
		return bound != null && this.running >= bound;
	}

	private int limit() {
		int found = (this.adaptive != null) ? this.adaptive.get() : this.most;
		Integer bound = this.options.maxConcurrent();
		return (bound != null) ? Math.min(bound, found) : found;
	}

	/**
	 * Take calls, again if closed before.
	 */
	public synchronized void open() {
		this.closed = false;
	}

	/**
	 * Refuse those that wait, and all that come.
	 */
	public void close() {
		List<Runnable> actions = new ArrayList<>();
		synchronized (this) {
			this.closed = true;
			for (Deque<Waiting> queue : this.waiting.values()) {
				queue.forEach((each) -> actions.add(() -> each.call().refuse("this node is stopping")));
				queue.clear();
			}
			this.waitingCount = 0;
		}
		actions.forEach(Runnable::run);
	}

	/**
	 * Return how many calls wait.
	 * @return the number
	 */
	public synchronized int waiting() {
		return this.waitingCount;
	}

	/**
	 * Return how many calls run.
	 * @return the number
	 */
	public synchronized int running() {
		return this.running;
	}

	/**
	 * Return how many calls may run at once now.
	 * @return the limit
	 */
	public synchronized int currentLimit() {
		return limit();
	}

	private static long millis(long nanoseconds) {
		return TimeUnit.NANOSECONDS.toMillis(nanoseconds);
	}

	/**
	 * A call that wants to run.
	 */
	public interface Call {

		/**
		 * Return who goes first.
		 * @return the priority
		 */
		CallPriority priority();

		/**
		 * Return when its caller stops waiting.
		 * @return the deadline in terms of {@link System#nanoTime()}
		 */
		long deadlineNanos();

		/**
		 * Run, on a thread of its own.
		 */
		void start();

		/**
		 * Tell the caller that it is not run.
		 * @param why as part of a sentence
		 */
		void refuse(String why);

	}

	/**
	 * One that waits.
	 *
	 * @param call the call
	 * @param sinceNanos since when
	 */
	private record Waiting(Call call, long sinceNanos) {
	}

}
