package dev.mesh.rpc.call;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.CallObserver.Observation;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.contract.ResultShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call to the instance on this node that takes the long way: it is timed, copied,
 * one-way, or made through a reflective proxy. The instance has been entered.
 */
final class LocalCall {

	private static final Logger logger = LoggerFactory.getLogger(LocalCall.class);

	private final MethodCall method;

	private final LocalInstance instance;

	private final @Nullable Object[] arguments;

	private final @Nullable LocalCopies copies;

	private final boolean timed;

	LocalCall(MethodCall method, LocalInstance instance, @Nullable Object[] arguments, boolean timed) {
		this.method = method;
		this.instance = instance;
		this.arguments = arguments;
		this.timed = timed;
		this.copies = method.calling().copies();
	}

	/**
	 * Run and exit the instance.
	 * @param end told the outcome once, for a stage when that completes
	 * @return what can be cancelled until then, if the service allows it
	 */
	@Nullable Future<?> run(End end) {
		if (this.method.isOneWay()) {
			runOneWay(end);
			return null;
		}
		return runObserved(end);
	}

	/**
	 * Exit the instance without having run.
	 */
	void abandon() {
		this.instance.exit();
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nobody can cancel a one-way call
	private void runOneWay(End end) {
		try {
			Baggage carried = Baggage.current();
			CallerIdentity identity = this.method.calling().identities().current();
			this.method.calling().workers().execute(() -> runCarrying(carried, identity));
		}
		catch (RejectedExecutionException ex) {
			this.instance.exit();
			end.end(null, new NotExecutedException(Reason.OVERLOADED,
					"'" + this.method + "' was not executed: all workers are busy. Call again later.", ex));
			return;
		}
		end.end(null, null);
	}

	@SuppressWarnings({ "try", "FutureReturnValueIgnored" }) // nobody can cancel it
	private void runCarrying(Baggage carried, @Nullable CallerIdentity identity) {
		try (CallContext.Scope scope = carried.open();
				CallContext.Scope identified = (identity != null) ? identity.open() : null) {
			runObserved(this::logFailure);
		}
	}

	private void logFailure(@Nullable Object result, @Nullable Throwable failure) {
		if (failure != null) {
			logger.warn("One-way call '{}' failed", this.method, failure);
		}
	}

	@SuppressWarnings("try") // a scope is there to be closed, not used
	private @Nullable Future<?> runObserved(End end) {
		Observation observation = observation();
		Object result;
		try (CallContext.Scope scope = (observation != null) ? observation.open() : null) {
			result = invoke();
		}
		catch (Throwable ex) {
			finish(observation, end, null, ex);
			return null;
		}
		if (this.method.method().shape() == ResultShape.STREAM && result instanceof Flow.Publisher<?> publisher) {
			open(observation, end, publisher);
			return null;
		}
		if (this.method.method().shape() == ResultShape.STAGE && result instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> finish(observation, end, value, failure));
			return (stage instanceof Future<?> future) ? future : null;
		}
		finish(observation, end, result, null);
		return null;
	}

	/** The instance is left when the stream ends. */
	private void open(@Nullable Observation observation, End end, Flow.Publisher<?> publisher) {
		if (observation != null) {
			observation.stop(CallOutcome.RESULT, null);
		}
		LocalCopies copying = this.copies;
		end.end(new LocalStream((copying != null) ? copying.stream(publisher) : publisher, this.instance), null);
	}

	private @Nullable Observation observation() {
		return this.timed ? this.method.calling().observer().localCall(this.method.point()) : null;
	}

	private @Nullable Object invoke() throws Throwable {
		@Nullable Object[] given = this.arguments;
		if (this.copies != null) {
			try {
				given = this.method.withStreams(this.copies.arguments(this.method.written(given)), given, this.copies);
			}
			catch (RuntimeException ex) {
				throw new NotExecutedException(Reason.INCOMPATIBLE, "The arguments of '" + this.method
						+ "' cannot be copied: " + ex.getMessage() + ". Pass only values of types the contract names.",
						ex);
			}
		}
		return this.method.invoker().invoke(this.instance.bean(), given);
	}

	private void finish(@Nullable Observation observation, End end, @Nullable Object value,
			@Nullable Throwable thrown) {
		this.instance.exit();
		Throwable failure = (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause()
				: thrown;
		if (observation != null) {
			observation.stop(CallOutcome.of(failure), failure);
		}
		LocalCopies copying = this.copies;
		if (copying == null) {
			end.end(value, failure);
			return;
		}
		Object copy = null;
		Throwable failureCopy = null;
		try {
			if (failure == null) {
				copy = copying.result(value);
			}
			else {
				failureCopy = (failure instanceof NotExecutedException) ? failure : copying.exception(failure);
			}
		}
		catch (RuntimeException ex) {
			failureCopy = new IllegalStateException(
					"'" + this.method + "' was executed, but its result cannot be copied: " + ex.getMessage()
							+ ". Return only values of types the contract names.",
					ex);
		}
		end.end(copy, failureCopy);
	}

	/**
	 * Told the outcome.
	 */
	@FunctionalInterface
	interface End {

		void end(@Nullable Object result, @Nullable Throwable failure);

	}

}
