package dev.mesh.rpc.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.contract.ResultShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call whose caller got a stage. However the stage is completed from outside
 * (cancelled, timed out), the call is then given up.
 */
final class StageCall extends OutboundCall {

	private static final Logger logger = LoggerFactory.getLogger(StageCall.class);

	private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();

	private final CallbackThreads callbacks;

	/** Set by {@link #end}: the stage was not completed from outside. */
	private volatile boolean ended;

	private volatile boolean carriedOn;

	StageCall(MethodCall method, @Nullable Object[] arguments, long deadlineNanos, Aim aim) {
		super(method, arguments, deadlineNanos, aim);
		this.callbacks = method.calling().callbacks();
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it is the same future that is
													// returned
	CompletableFuture<@Nullable Object> start() {
		if (!this.callbacks.tryAcquire()) {
			this.future.completeExceptionally(new NotExecutedException(Reason.OVERLOADED,
					"'" + method() + "' was not executed: too many calls of this node await their results. "
							+ "Call again when some have ended."));
			return this.future;
		}
		this.future.whenComplete((result, failure) -> {
			this.callbacks.release();
			giveUp(failure);
		});
		step();
		return this.future;
	}

	private void giveUp(@Nullable Throwable cause) {
		if (!this.ended) {
			abandon(cause);
		}
	}

	@Override
	boolean isOnCallersStack() {
		return !this.carriedOn;
	}

	@Override
	void resume() {
		try {
			this.callbacks.execute(this::carryOn, method().continuations());
		}
		catch (RejectedExecutionException ex) {
			end(null, failures().unknown("this node is stopping.", ex));
		}
	}

	private void carryOn() {
		long began = System.nanoTime();
		this.carriedOn = true;
		step();
		method().continuations().record(System.nanoTime() - began);
		// Completed from outside while the step set up the next wait: nobody else would
		// end that wait.
		if (this.future.isDone()) {
			giveUp(null);
		}
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // a pause that has ended ignores its
													// timer
	void await(Pause pause) {
		try {
			this.callbacks.schedule(pause::expire, pause.expiryNanos() - System.nanoTime());
		}
		catch (RejectedExecutionException ex) {
			Throwable abandoned = abandon(ex);
			if (abandoned != null) {
				end(null, abandoned);
			}
		}
	}

	/**
	 * A method that does not return a stage takes as long as it takes, and whoever wants
	 * a stage of it does not want to wait: it is served by a worker, as if from
	 * elsewhere.
	 */
	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // a call that has ended ignores its
													// timer
	void runHere(Runnable task) {
		ResultShape shape = method().method().shape();
		if (shape == ResultShape.STAGE || shape == ResultShape.ONE_WAY) {
			task.run();
			return;
		}
		this.callbacks.schedule(() -> this.callbacks.execute(this::expireHere), deadlineNanos() - System.nanoTime());
		method().calling().workers().execute(() -> runAsServed(task));
	}

	@SuppressWarnings("try") // a scope is there to be closed, not used
	private void runAsServed(Runnable task) {
		Node self = method().route().table().candidates().caller();
		try (CallContext.Scope scope = (self != null) ? served(self).open() : null) {
			task.run();
		}
	}

	private CallContext served(Node self) {
		return new CallContext(self, deadlineNanos(), Baggage.current(), version().priority());
	}

	private void expireHere() {
		if (!this.future.isDone()) {
			end(null, failures().unknown("the deadline passed while it ran on this node.", null));
		}
	}

	@Override
	void awaitHedge(Race race) {
		try {
			race.expiredBy(this.callbacks.schedule(() -> this.callbacks.execute(() -> {
				this.carriedOn = true;
				race.expire();
			}), race.expiryNanos() - System.nanoTime()));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The node stops, and '{}' is not sent a second time.", method(), ex);
		}
	}

	@Override
	boolean isGivenUp() {
		return this.future.isDone();
	}

	@Override
	void end(@Nullable Object result, @Nullable Throwable failure) {
		this.ended = true;
		if (failure != null) {
			this.future.completeExceptionally(failure);
		}
		else {
			this.future.complete(result);
		}
	}

}
