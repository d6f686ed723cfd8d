package dev.mesh.rpc.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop whose thread also serves short calls, so that a request is read, served
 * and answered without waking another thread. It is the field's <em>Leader/Followers</em>
 * pattern: one thread leads, which is to run the loop, and a second one watches it. A
 * call that takes long, against expectation, holds nobody up: the follower takes the lead
 * over, and who served that call follows when it is done.
 * <p>
 * The role says who leads. It is
 * <ul>
 * <li>a thread, which runs the loop and alone touches channels and {@link #ready};</li>
 * <li>a {@link Turn}, while the leader is outside of the loop, in a call: it leads again
 * if it gets back before the follower has taken the role;</li>
 * <li>{@code null} while nobody leads, for a moment.</li>
 * </ul>
 * Each change of the role is an atomic write, so that what the former leader did is seen
 * by the next one.
 */
final class LeaderEventLoop extends SingleThreadIoEventLoop {

	private static final Logger logger = LoggerFactory.getLogger(LeaderEventLoop.class);

	/** More than these are run elsewhere, where there may be idle processors. */
	private static final int MOST_READY = 256;

	/** How long requests and replies may wait for calls that are served. */
	private static final long SERVING_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	private static final long TASKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** How long a call may hold the loop up. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	/** So often nothing is served before the follower goes to sleep. */
	private static final int IDLE_LOOKS = 50;

	private static final int MOST_THREADS = 64;

	private final AtomicReference<@Nullable Object> role = new AtomicReference<>();

	private final AtomicReference<@Nullable Thread> follower = new AtomicReference<>();

	/** Of all threads that lead, follow or serve. */
	private final Set<Turn> turns = ConcurrentHashMap.newKeySet();

	/** Whether a thread is on its way that will follow. */
	private final AtomicBoolean sought = new AtomicBoolean();

	private final Executor spares;

	/** Calls to be served; for the leader. */
	private final Deque<Runnable> ready = new ArrayDeque<>();

	/** Whether the follower looks at the leader again and again, and does not sleep. */
	private volatile boolean watched;

	private volatile boolean ended;

	private volatile @Nullable Thread anchor;

	/**
	 * Make a loop.
	 * @param parent its group
	 * @param executor starts its first thread
	 * @param spares starts further ones
	 * @param handlers make what waits for sockets
	 */
	LeaderEventLoop(IoEventLoopGroup parent, Executor executor, Executor spares, IoHandlerFactory handlers) {
		super(parent, executor, handlers);
		this.spares = spares;
	}

	@Override
	@SuppressWarnings("ReferenceEquality") // the very thread
	public boolean inEventLoop(Thread thread) {
		return this.role.get() == thread;
	}

	@Override
	protected boolean hasTasks() {
		return !this.ready.isEmpty() || super.hasTasks();
	}

	@Override
	protected void run() {
		Thread self = Thread.currentThread();
		this.anchor = self;
		this.role.set(self);
		ioHandler().initialize();
		takePart();
		// The last steps are this thread's, as it was the first.
		this.role.set(self);
	}

	private void takePart() {
		Turn turn = new Turn((LeaderThread) Thread.currentThread());
		this.turns.add(turn);
		turn.thread.takesPart(turn);
		try {
			takePart(turn);
		}
		finally {
			leave(turn);
		}
	}

	/** Whatever made the thread leave: it must not be waited for. */
	private void leave(Turn turn) {
		turn.thread.takesPart(null);
		this.turns.remove(turn);
		this.sought.set(false);
		this.follower.compareAndSet(turn.thread, null);
		if (this.role.compareAndSet(turn.thread, null)) {
			LockSupport.unpark(this.follower.get());
			LockSupport.unpark(this.anchor);
		}
	}

	private void takePart(Turn turn) {
		Thread self = turn.thread;
		while (!this.ended) {
			if (inEventLoop(self) || this.role.compareAndSet(null, self)) {
				this.turns.forEach(Turn::takeFollowing);
				lead(turn);
			}
			else if (this.follower.compareAndSet(null, self)) {
				this.sought.set(false);
				follow(self);
			}
			else if (self.equals(this.anchor)) {
				LockSupport.park(this);
			}
			else {
				return;
			}
		}
	}

	private void lead(Turn turn) {
		do {
			runIo();
			if (isShuttingDown()) {
				ioHandler().prepareToDestroy();
			}
			runAllTasks(TASKS_NANOS);
			if (this.ready.isEmpty() && confirmShutdown()) {
				end(turn);
				return;
			}
		}
		while (this.ready.isEmpty() || serveReady(turn));
	}

	private void end(Turn last) {
		this.ended = true;
		this.role.set(null);
		for (Turn turn : this.turns) {
			if (turn != last) {
				turn.stop();
			}
		}
	}

	/** Returns whether the thread still leads. */
	private boolean serveReady(Turn turn) {
		long began = System.nanoTime();
		Runnable call;
		while ((call = this.ready.poll()) != null) {
			turn.begin();
			if (!this.watched) {
				LockSupport.unpark(this.follower.get());
			}
			run(call);
			if (!turn.isOver()) {
				return false;
			}
			if (System.nanoTime() - began > SERVING_NANOS) {
				break;
			}
		}
		// What was answered goes out before another look at the sockets.
		runAllTasks(TASKS_NANOS);
		return true;
	}

	private static void run(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			logger.error("A call threw on the thread that serves it; it must reply instead.", ex);
		}
		finally {
			// Who is interrupted cannot park.
			Thread.interrupted();
		}
	}

	private boolean isFollowed() {
		if (this.follower.get() != null) {
			return true;
		}
		if (this.turns.size() < MOST_THREADS && this.sought.compareAndSet(false, true)) {
			this.spares.execute(this::takePart);
		}
		return false;
	}

	private void follow(Thread self) {
		int idleLooks = 0;
		this.watched = true;
		while (!this.ended) {
			Object seen = this.role.get();
			if (seen == null || (seen instanceof Turn turn && isHeldUp(turn))) {
				if (this.role.compareAndSet(seen, self)) {
					break;
				}
			}
			else if (seen instanceof Turn) {
				idleLooks = 0;
			}
			else if (++idleLooks < IDLE_LOOKS) {
				LockSupport.parkNanos(this, PATIENCE_NANOS);
			}
			else {
				sleep();
				idleLooks = 0;
			}
		}
		this.follower.set(null);
		// Somebody else can follow now; else one is found when it is needed.
		LockSupport.unpark(this.anchor);
	}

	/** The one who leads may have begun to serve before it could see this. */
	private void sleep() {
		this.watched = false;
		if (this.role.get() instanceof Thread) {
			LockSupport.park(this);
		}
		this.watched = true;
	}

	@SuppressWarnings("ReferenceEquality") // the very turn
	private boolean isHeldUp(Turn turn) {
		int number = turn.number;
		LockSupport.parkNanos(this, PATIENCE_NANOS);
		return this.role.get() == turn && turn.number == number;
	}

	/**
	 * The part of one thread. It is the role while the thread serves a call.
	 */
	final class Turn {

		private final LeaderThread thread;

		/** Odd while a call is served. Written by its thread alone, before the role. */
		private volatile int number;

		/**
		 * Calls that came up during a call, for who leads next. Bounded by the calls that
		 * wait at doors of services, and those of this node that await results.
		 */
		private final Queue<Runnable> following = new ConcurrentLinkedQueue<>();

		private Turn(LeaderThread thread) {
			this.thread = thread;
		}

		/**
		 * Have a call served as soon as this thread has read what there is, or has ended
		 * the call that it serves or lost the lead to another in the midst of it.
		 * @param call must not throw
		 * @return whether it will; if not, nobody could take over, or too many wait
		 */
		boolean serve(Runnable call) {
			if (isServing()) {
				return isRole() && this.following.add(call) && (isRole() || !this.following.remove(call));
			}
			boolean leads = inEventLoop(this.thread);
			return leads && LeaderEventLoop.this.ready.size() < MOST_READY && isFollowed()
					&& LeaderEventLoop.this.ready.add(call);
		}

		@SuppressWarnings("ReferenceEquality") // this very turn
		private boolean isRole() {
			return LeaderEventLoop.this.role.get() == this;
		}

		private boolean isServing() {
			return (this.number & 1) != 0;
		}

		private void begin() {
			next();
			LeaderEventLoop.this.role.set(this);
		}

		/** Returns whether its thread leads again. */
		private boolean isOver() {
			next();
			if (!LeaderEventLoop.this.role.compareAndSet(this, this.thread)) {
				return false;
			}
			takeFollowing();
			return true;
		}

		/** By who leads now. */
		private void takeFollowing() {
			Runnable call;
			while ((call = this.following.poll()) != null) {
				LeaderEventLoop.this.ready.add(call);
			}
		}

		private void next() {
			int next = this.number + 1;
			this.number = next;
		}

		/** Let another thread lead, while the call goes on. */
		void giveUpLead() {
			if (LeaderEventLoop.this.role.compareAndSet(this, null)) {
				LockSupport.unpark(LeaderEventLoop.this.follower.get());
			}
		}

		private void stop() {
			if (isServing()) {
				this.thread.interrupt();
			}
			LockSupport.unpark(this.thread);
		}

	}

}
