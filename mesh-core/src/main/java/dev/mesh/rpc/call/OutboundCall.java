package dev.mesh.rpc.call;

import java.util.concurrent.Future;

import dev.mesh.rpc.CallObserver.Observation;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.server.Arguments;
import dev.mesh.rpc.stream.StreamRelay;
import dev.mesh.rpc.traffic.RemoteTraffic;
import dev.mesh.rpc.traffic.Share;
import org.jspecify.annotations.Nullable;

/**
 * One call that takes the long way. One loop picks a node and sends, until the call has
 * ended: {@link #step()} carries on until there is an outcome or something to wait for (a
 * {@link Suspension}), and whoever ends the wait resumes it. Where it is resumed is all
 * that calls that wait and calls that return a stage differ in.
 */
abstract class OutboundCall {

	private final MethodCall method;

	private final @Nullable Object[] arguments;

	private final long deadlineNanos;

	private final RetryState tried = new RetryState();

	private final CallFailures failures;

	private volatile @Nullable Suspension suspension;

	private volatile @Nullable Future<?> localStage;

	private @Nullable Observation observation;

	private boolean measured;

	OutboundCall(MethodCall method, @Nullable Object[] arguments, long deadlineNanos) {
		this.method = method;
		this.arguments = arguments;
		this.deadlineNanos = deadlineNanos;
		this.failures = new CallFailures(method, this.tried);
	}

	/**
	 * Tell whether the current stack, within {@link #step()}, is that of who made the
	 * call.
	 * @return whether it is
	 */
	abstract boolean isOnCallersStack();

	/**
	 * Have {@link #step()} called; on any thread, must not block.
	 */
	abstract void resume();

	/**
	 * See to it that the pause expires.
	 * @param pause what is waited for
	 */
	abstract void await(Pause pause);

	/**
	 * Tell whether the caller has given up, so that nothing more is to be sent.
	 * @return whether it has
	 */
	abstract boolean isGivenUp();

	/**
	 * Return what reads the result where that is a stream.
	 * @return the relay to its subscriber, or {@code null}
	 */
	@Nullable StreamRelay relay() {
		return null;
	}

	/**
	 * End the call; once.
	 * @param result the result
	 * @param failure what is to be thrown, or {@code null}
	 */
	abstract void end(@Nullable Object result, @Nullable Throwable failure);

	/**
	 * Carry on; by one thread at a time.
	 */
	final void step() {
		try {
			if (this.suspension instanceof Attempt attempt) {
				evaluate(attempt);
			}
			else {
				next();
			}
		}
		catch (Throwable ex) {
			finish(null, ex);
		}
	}

	private void evaluate(Attempt attempt) {
		this.suspension = null;
		switch (attempt.kind()) {
			case RESULT -> finish(result(attempt), null);
			case EXCEPTION -> finish(null, exception(attempt));
			case REFUSED -> {
				if (this.tried.refused(attempt)) {
					next();
				}
				else {
					finish(null, this.failures.refused());
				}
			}
			case UNKNOWN -> {
				if (this.method.method().idempotent() && this.tried.unknown(attempt) && !isLate()) {
					next();
				}
				else {
					finish(null, this.failures.unknown(attempt.message(), null));
				}
			}
		}
	}

	private @Nullable Object result(Attempt attempt) {
		if (this.method.isOneWay()) {
			attempt.discardResult();
			return null;
		}
		if (relay() != null) {
			attempt.discardResult();
			return attempt.streams();
		}
		try {
			return attempt.readResult();
		}
		catch (RuntimeException | LinkageError ex) {
			// The service ran: whatever this is, it must not be tried again.
			throw this.failures.unreadable("result", attempt, ex);
		}
	}

	private Throwable exception(Attempt attempt) {
		try {
			return this.failures.ofService(attempt.readException(this.method.calling().exceptions()));
		}
		catch (RuntimeException | LinkageError ex) {
			return this.failures.unreadable("exception", attempt, ex);
		}
	}

	private void next() {
		while (true) {
			if (isLate()) {
				finish(null, this.failures.late());
				return;
			}
			if (isLocalFirst() && callHere()) {
				return;
			}
			RouteTable table = this.method.route().table();
			Target target = new Picker(this.method, this.tried).pick(table, this.arguments);
			if (target == null) {
				pauseOrFail(table);
				return;
			}
			if (!target.local()) {
				send(target);
				return;
			}
			if (callHere()) {
				return;
			}
		}
	}

	private boolean isLate() {
		return this.deadlineNanos - System.nanoTime() <= 0;
	}

	private boolean isLocalFirst() {
		return this.method.key() == null && this.method.calling().selector().prefersLocal()
				&& !this.tried.hasRefused(this.method.calling().self());
	}

	private boolean callHere() {
		LocalInstance instance = this.method.local().current();
		if (instance == null || !instance.enter()) {
			this.tried.refusedHere(this.method.calling().self());
			return false;
		}
		LocalCallCounter counter = this.method.counter();
		if (counter != null && isOnCallersStack()) {
			counter.sample();
		}
		this.localStage = new LocalCall(this.method, instance, this.arguments).run(this::finish);
		return true;
	}

	private void send(Target target) {
		if (isGivenUp()) {
			finish(null, this.failures.abandoned(false, null));
			return;
		}
		if (this.observation == null) {
			this.observation = this.method.calling().observer().clientCall(this.method.point());
		}
		if (this.observation != null) {
			this.observation.attempt(target.node());
		}
		Attempt attempt = new Attempt(this, target, this.deadlineNanos, measure(target),
				this.method.streams(relay(), this.arguments));
		this.suspension = attempt;
		try {
			attempt.send(this.method.calling().client(), this.method,
					(out) -> Arguments.write(this.method.written(this.arguments), this.method.calling().writer(), out));
		}
		catch (NotExecutedException ex) {
			this.suspension = null;
			throw ex;
		}
		catch (RuntimeException | LinkageError ex) {
			this.suspension = null;
			throw new NotExecutedException(Reason.INCOMPATIBLE, "The arguments of '" + this.method
					+ "' cannot be sent: " + ex.getMessage() + ". Pass only values of types the contract names.", ex);
		}
	}

	/** A call counts once, however often it is tried. */
	private @Nullable Share measure(Target target) {
		RemoteTraffic traffic = this.method.traffic();
		if (traffic == null || this.measured) {
			return null;
		}
		this.measured = true;
		return traffic.call(target.node().id(), isOnCallersStack());
	}

	private void pauseOrFail(RouteTable table) {
		if (table.ready().isEmpty()) {
			this.method.calling().routes().refresh();
			RouteTable fresh = this.method.route().table();
			if (fresh.ready().isEmpty() && !fresh.hopeful()) {
				finish(null, this.failures.noInstance());
				return;
			}
			pause(table, this.deadlineNanos);
		}
		else if (this.tried.nextRound()) {
			long until = System.nanoTime() + this.tried.pauseNanos();
			pause(table, (until - this.deadlineNanos < 0) ? until : this.deadlineNanos);
		}
		else {
			finish(null, this.failures.refused());
		}
	}

	private void pause(RouteTable seen, long untilNanos) {
		Pause pause = new Pause(this, this.method.route(), untilNanos);
		this.suspension = pause;
		this.method.route().onChange(seen, pause);
		if (pause.isSettled()) {
			// It may have been settled, and forgotten, just before it was registered.
			this.method.route().forget(pause);
		}
		else {
			await(pause);
		}
	}

	/**
	 * Return what the call waits for.
	 * @return the suspension, or {@code null} if it has ended
	 */
	final @Nullable Suspension suspension() {
		return this.suspension;
	}

	/**
	 * End the call because the caller gave up.
	 * @param cause what made it give up
	 * @return what the caller is to see, or {@code null} if an outcome has just come
	 */
	final @Nullable Throwable abandon(@Nullable Throwable cause) {
		Future<?> stage = this.localStage;
		if (stage != null) {
			stage.cancel(true);
		}
		Suspension waited = this.suspension;
		if (waited == null || !waited.abandon()) {
			return null;
		}
		stop(CallOutcome.CANCELLED, cause);
		return this.failures.abandoned(waited instanceof Attempt, cause);
	}

	private void finish(@Nullable Object result, @Nullable Throwable failure) {
		stop(CallOutcome.of(failure), failure);
		end(result, failure);
	}

	private void stop(CallOutcome outcome, @Nullable Throwable failure) {
		Observation observed = this.observation;
		this.observation = null;
		if (observed != null) {
			observed.stop(outcome, failure);
		}
	}

	final MethodCall method() {
		return this.method;
	}

	final CallFailures failures() {
		return this.failures;
	}

}
