package dev.mesh.rpc.call;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.mesh.route.MirrorPolicy;
import dev.mesh.route.compare.Comparison;
import dev.mesh.route.compare.Difference;
import dev.mesh.route.measure.MirrorMeasure;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.contract.ResultShape;
import dev.mesh.rpc.server.Arguments;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call on its way to be repeated on a shadow version, and compared if that is asked.
 * First the caller's, then confined to the thread that repeats it.
 */
final class MirroredCall implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(MirroredCall.class);

	private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Mirrors mirrors;

	private final MethodCall method;

	private final ByteBuf arguments;

	private final Baggage baggage;

	private final @Nullable CallerIdentity identity;

	private final MirrorPolicy policy;

	private final MirrorMeasure measure;

	private int kept;

	private @Nullable ByteBuf result;

	private @Nullable Throwable failure;

	MirroredCall(Mirrors mirrors, MethodCall method, ByteBuf arguments, Baggage baggage,
			@Nullable CallerIdentity identity, MirrorPolicy policy, MirrorMeasure measure) {
		this.mirrors = mirrors;
		this.method = method;
		this.arguments = arguments;
		this.kept = arguments.readableBytes();
		this.baggage = baggage;
		this.identity = identity;
		this.policy = policy;
		this.measure = measure;
	}

	/**
	 * Repeat the call, as the first has ended; unless its service was not called, or
	 * nobody knows. Never throws.
	 * @param outcome how it ended
	 * @param value its result
	 * @param thrown what it threw
	 */
	void firstEnded(CallOutcome outcome, @Nullable Object value, @Nullable Throwable thrown) {
		boolean ran = outcome == CallOutcome.RESULT || outcome == CallOutcome.EXCEPTION;
		if (!ran || !keep(value, thrown) || !this.mirrors.submit(this)) {
			discard();
		}
	}

	private boolean keep(@Nullable Object value, @Nullable Throwable thrown) {
		this.failure = thrown;
		if (!this.policy.verify() || thrown != null) {
			return true;
		}
		try {
			this.result = this.mirrors.keepResult(value);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The result of '{}' cannot be kept to be compared", this.method, ex);
		}
		this.kept += (this.result != null) ? this.result.readableBytes() : 0;
		return this.result != null;
	}

	/** Give up, before it is repeated. */
	void discard() {
		this.mirrors.forget(this.kept);
		this.measure.dropped();
	}

	@Override
	@SuppressWarnings("try") // a scope is there to be closed, not used
	public void run() {
		this.measure.sent();
		try (CallContext.Scope carried = this.baggage.open();
				CallContext.Scope identified = (this.identity != null) ? this.identity.open() : null) {
			repeat();
		}
		catch (RuntimeException | LinkageError ex) {
			this.measure.failed();
			logger.debug("'{}' could not be repeated on version {}", this.method, this.policy.version(), ex);
		}
		finally {
			this.mirrors.forget(this.kept);
		}
	}

	private void repeat() {
		@Nullable Object[] given = Arguments.read(this.method.parameterCount(), this.arguments, this.mirrors.reader());
		Object value = null;
		Throwable thrown = null;
		try {
			value = call(given);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.measure.failed();
			return;
		}
		catch (Throwable ex) {
			thrown = ex;
		}
		CallOutcome outcome = CallOutcome.of(thrown);
		if (outcome != CallOutcome.RESULT && outcome != CallOutcome.EXCEPTION) {
			this.measure.failed();
		}
		else if (this.policy.verify()) {
			compare(value, thrown);
		}
	}

	private @Nullable Object call(@Nullable Object[] given) throws Throwable {
		long deadlineNanos = this.method.ownDeadlineNanos();
		if (this.method.method().shape() != ResultShape.STAGE) {
			BlockingCall call = new BlockingCall(this.method, given, deadlineNanos, Aim.ANY);
			call.goTo(this.policy.version());
			return call.call();
		}
		StageCall call = new StageCall(this.method, given, deadlineNanos, Aim.ANY);
		call.goTo(this.policy.version());
		Future<?> stage = call.start();
		try {
			return stage.get(deadlineNanos + GRACE_NANOS - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
		finally {
			stage.cancel(true);
		}
	}

	private void compare(@Nullable Object value, @Nullable Throwable thrown) {
		Difference difference;
		if (thrown != null || this.failure != null) {
			difference = Comparison.ofOutcomes(this.failure, thrown);
		}
		else {
			ByteBuf first = this.result;
			Object expected = (first != null) ? this.mirrors.reader().read(first) : null;
			difference = Comparison.of(expected, value, this.policy.ignore());
		}
		if (difference == null) {
			this.measure.matched();
		}
		else {
			this.measure.mismatched(this.method.point().method(), this.policy.version(), difference);
		}
	}

}
