package dev.mesh.rpc.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver.Observation;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.IdentityRefusedException;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.contract.KeyParameter;
import dev.mesh.rpc.contract.ResultShape;
import dev.mesh.rpc.resilience.Admission;
import dev.mesh.rpc.server.ServerDispatcher.Serving;
import dev.mesh.rpc.stream.InboundStreams;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import dev.mesh.rpc.wire.RunTimes;
import dev.mesh.rpc.wire.ServingThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through a worker and the service.
 */
final class ServerCall implements Runnable, Admission.Call {

	private static final Logger logger = LoggerFactory.getLogger(ServerCall.class);

	/**
	 * To read so much takes long, however short the calls of the method are otherwise.
	 */
	private static final int LARGE_BYTES = 64 * 1024;

	private final InboundRequest request;

	private final ServerMethod method;

	private final Serving serving;

	private final @Nullable InboundStreams streams;

	private final WorkerInterrupt interrupt = new WorkerInterrupt();

	private volatile @Nullable Future<?> pending;

	private long startedNanos;

	ServerCall(InboundRequest request, ServerMethod method, Serving serving, @Nullable InboundStreams streams) {
		this.streams = streams;
		this.request = request;
		this.method = method;
		this.serving = serving;
	}

	/**
	 * Give up, from any thread: the worker is interrupted, or the stage cancelled.
	 */
	void cancel() {
		this.interrupt.cancel();
		Future<?> stage = this.pending;
		if (stage != null) {
			stage.cancel(true);
		}
	}

	@Override
	public CallPriority priority() {
		return this.request.priority();
	}

	@Override
	public long deadlineNanos() {
		return this.request.deadlineNanos();
	}

	@Override
	public void start() {
		this.startedNanos = System.nanoTime();
		if (isInline() && ServingThreads.serve(this)) {
			return;
		}
		try {
			this.serving.workers().execute(this);
		}
		catch (RejectedExecutionException ex) {
			release();
			refuseAndLeave(Reason.OVERLOADED, "All workers are busy and their queue is full.");
		}
	}

	private boolean isInline() {
		RunTimes times = this.method.times();
		boolean large = this.request.payload().readableBytes() > LARGE_BYTES;
		return times.areStatedShort() || (!large && times.areShort() && this.serving.workers().leaveShortCalls());
	}

	@Override
	public void refuse(String why) {
		release();
		this.serving.observer().noted(this.method.point(), CallEvent.SHED);
		this.request.refuse(Reason.OVERLOADED, "'" + this.method.service() + "' has enough to do here: " + why + ".");
	}

	/**
	 * Refuse what was started, in place of running.
	 */
	void drop() {
		release();
		refuseAndLeave(Reason.DRAINING, "This node is stopping.");
	}

	private void refuseAndLeave(Reason reason, String message) {
		this.request.refuse(reason, message);
		this.method.admission().ended(Admission.NOT_RUN);
	}

	@Override
	public void run() {
		if (!this.interrupt.begin()) {
			release();
			refuseAndLeave(Reason.CANCELLED, "The caller gave up before the service was called.");
			return;
		}
		long began = System.nanoTime();
		try {
			serve(began);
		}
		finally {
			this.interrupt.end();
			this.method.times().record(System.nanoTime() - began);
		}
	}

	private void serve(long now) {
		if (this.request.deadlineNanos() - now <= 0) {
			release();
			refuseAndLeave(Reason.DEADLINE, "The deadline passed while the call waited for a worker.");
			return;
		}
		@Nullable Object @Nullable [] arguments = readArguments();
		if (arguments == null || isOwnedElsewhere(arguments)) {
			return;
		}
		CallerIdentity identity;
		try {
			identity = this.serving.identities()
				.verify(this.method.service(), this.request.caller(), this.request.context().identity());
		}
		catch (IdentityRefusedException | RuntimeException ex) {
			refuseAndLeave(Reason.UNAUTHENTICATED,
					"On whose behalf '" + this.method + "' is called is not believed here: " + ex.getMessage() + ".");
			return;
		}
		String version = this.request.context().version();
		LocalInstance instance = this.method.instances().current(version);
		if (instance == null) {
			refuseAndLeave(Reason.NOT_HERE, "'" + this.method.service(version) + "' is not live here any more.");
		}
		else if (!instance.enter()) {
			refuseAndLeave(Reason.DRAINING, "'" + this.method.service(version) + "' is draining here.");
		}
		else {
			call(new Exit(instance), instance.bean(), arguments, identity);
		}
	}

	private boolean isOwnedElsewhere(@Nullable Object[] arguments) {
		KeyParameter key = this.method.method().key();
		if (key == null) {
			return false;
		}
		Node owner;
		try {
			owner = this.method.ownership().ownerElsewhere(this.request.context().version(), key.hash(arguments));
		}
		catch (RuntimeException ex) {
			refuseAndLeave(Reason.INCOMPATIBLE, "The key of '" + this.method + "' cannot be hashed here: "
					+ ex.getMessage() + ". Use a key whose parts can be read.");
			return true;
		}
		if (owner != null) {
			this.request.redirect(owner.id(),
					"The key of '" + this.method + "' is owned by " + owner.name() + " in this node's view.");
			this.method.admission().ended(Admission.NOT_RUN);
		}
		return owner != null;
	}

	private @Nullable Object @Nullable [] readArguments() {
		try {
			return withStreams(
					Arguments.read(this.method.parameterCount(), this.request.payload(), this.request.reader()));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Arguments of {} from {} cannot be read", this.method, this.request.caller().name(), ex);
			refuseAndLeave(Reason.INCOMPATIBLE, "The arguments of '" + this.method + "' cannot be read here: "
					+ ex.getMessage() + ". Run the same contract on both nodes.");
			return null;
		}
		finally {
			release();
		}
	}

	private @Nullable Object[] withStreams(@Nullable Object[] arguments) {
		List<Boolean> parameters = this.method.streams();
		InboundStreams opened = this.streams;
		if (parameters != null && opened != null) {
			for (int i = 0; i < parameters.size(); i++) {
				if (parameters.get(i)) {
					arguments[i] = opened.parameter(i);
				}
			}
		}
		return arguments;
	}

	@SuppressWarnings("try") // scopes are there to be closed, not used
	private void call(Exit exit, Object bean, @Nullable Object[] arguments, @Nullable CallerIdentity identity) {
		CallContext serving = context();
		Observation observation = this.serving.observer()
			.serverCall(this.method.point(), this.request.caller(), serving.baggage().observed());
		Object result;
		try (CallContext.Scope context = serving.open();
				CallContext.Scope identified = (identity != null) ? identity.open() : null;
				CallContext.Scope scope = (observation != null) ? observation.open() : null) {
			result = this.method.invoker().invoke(bean, arguments);
			if (this.method.method().shape() == ResultShape.STAGE) {
				result = stage(result);
			}
		}
		catch (Throwable ex) {
			end(exit, null, ex, observation);
			return;
		}
		if (this.streams != null && this.method.method().shape() == ResultShape.STREAM) {
			open(this.streams, result, exit, observation);
		}
		else if (result instanceof CompletionStage<?> stage && this.method.method().shape() == ResultShape.STAGE) {
			await(stage, exit, observation);
		}
		else {
			end(exit, result, null, observation);
		}
	}

	private CallContext context() {
		Map<String, String> carried = this.request.context().baggage();
		Baggage baggage = carried.isEmpty() ? Baggage.EMPTY : Baggage.of(carried, this.serving.baggage());
		return new CallContext(this.request.caller(), this.request.deadlineNanos(), baggage, this.request.priority());
	}

	/** The call lasts as long as the stream: so the gate counts it. */
	private void open(InboundStreams opened, @Nullable Object result, Exit exit, @Nullable Observation observation) {
		if (!(result instanceof Flow.Publisher<?> publisher)) {
			end(exit, null, new NullPointerException("The service returned null in place of a stream"), observation);
			return;
		}
		Runnable cutOff = () -> opened.cutOff("'" + this.method.service() + "' is leaving the node");
		exit.instance.onEnd(cutOff);
		this.request.succeed((out) -> {
		});
		exit.leaveDoor();
		opened.publish(publisher, () -> {
			exit.instance.forgetOnEnd(cutOff);
			stop(observation, CallOutcome.RESULT, null);
			exit.run();
		});
	}

	/** The reply goes out first: an idle gate means that nobody waits for an answer. */
	private void end(Exit exit, @Nullable Object result, @Nullable Throwable failure,
			@Nullable Observation observation) {
		try {
			if (failure != null) {
				fail(failure, observation);
			}
			else {
				succeed(result, observation);
			}
		}
		finally {
			exit.run();
		}
	}

	private static CompletionStage<?> stage(@Nullable Object result) {
		if (result instanceof CompletionStage<?> stage) {
			return stage;
		}
		throw new NullPointerException("The service returned null in place of a stage");
	}

	private void await(CompletionStage<?> stage, Exit exit, @Nullable Observation observation) {
		if (stage instanceof Future<?> future) {
			this.pending = future;
			if (this.interrupt.isCancelled()) {
				future.cancel(true);
			}
		}
		try {
			stage.whenComplete(
					(value, failure) -> end(exit, value, (failure != null) ? unwrap(failure) : null, observation));
		}
		catch (RuntimeException ex) {
			end(exit, null, ex, observation);
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	private void succeed(@Nullable Object result, @Nullable Observation observation) {
		try {
			this.request.succeed((out) -> this.serving.writer().write(result, out));
		}
		catch (RuntimeException | LinkageError ex) {
			// The service ran, so this is no refusal: the caller must not try again.
			fail(new IllegalStateException("'" + this.method + "' was executed, but its result cannot be sent: "
					+ ex.getMessage() + ". Return less, or only types the contract names.", ex), observation);
			return;
		}
		stop(observation, CallOutcome.RESULT, null);
	}

	private void fail(Throwable failure, @Nullable Observation observation) {
		if (failure instanceof Error) {
			logger.error("'{}' failed", this.method, failure);
		}
		this.request.fail((out) -> this.serving.exceptions().write(failure, out));
		stop(observation, this.interrupt.isCancelled() ? CallOutcome.CANCELLED : CallOutcome.EXCEPTION, failure);
	}

	private static void stop(@Nullable Observation observation, CallOutcome outcome, @Nullable Throwable failure) {
		if (observation != null) {
			observation.stop(outcome, failure);
		}
	}

	private void release() {
		this.request.payload().release();
	}

	/**
	 * Leaves the instance, once: whatever a service does to its stage, its gate stays
	 * balanced.
	 */
	private final class Exit implements Runnable {

		private static final AtomicIntegerFieldUpdater<Exit> STATE = AtomicIntegerFieldUpdater.newUpdater(Exit.class,
				"state");

		private static final int INSIDE = 0;

		private static final int LEFT_DOOR = 1;

		private static final int DONE = 2;

		private final LocalInstance instance;

		@SuppressWarnings("unused") // through its updater
		private volatile int state = INSIDE;

		private Exit(LocalInstance instance) {
			this.instance = instance;
			ServerCall.this.serving.inFlight().add(ServerCall.this.serving.inFlight().stripe(), 1);
		}

		@Override
		public void run() {
			int former = STATE.getAndSet(this, DONE);
			if (former != DONE) {
				ServerCall.this.serving.inFlight().add(ServerCall.this.serving.inFlight().stripe(), -1);
				this.instance.exit();
			}
			if (former == INSIDE) {
				makeRoom();
			}
		}

		/**
		 * Make room for the next call, once. An open stream takes no worker, and how long
		 * it lasts says nothing of how busy the service is.
		 */
		private void leaveDoor() {
			if (STATE.compareAndSet(this, INSIDE, LEFT_DOOR)) {
				makeRoom();
			}
		}

		private void makeRoom() {
			ServerCall.this.method.admission().ended(System.nanoTime() - ServerCall.this.startedNanos);
		}

	}

}
