package dev.mesh.rpc.call;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.contract.KeyParameter;
import dev.mesh.rpc.contract.ResultShape;
import dev.mesh.rpc.local.LocalService;
import dev.mesh.rpc.reactive.ReactiveType;
import dev.mesh.rpc.reactive.ReactiveTypes;
import dev.mesh.rpc.resilience.Admission;
import dev.mesh.rpc.resilience.CallPolicy;
import dev.mesh.rpc.resilience.LatencyQuantiles;
import dev.mesh.rpc.server.MethodInvoker;
import dev.mesh.rpc.stream.OutboundStreams;
import dev.mesh.rpc.stream.StreamRelay;
import dev.mesh.rpc.stub.StubCall;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.traffic.RemoteTraffic;
import dev.mesh.rpc.wire.RunTimes;
import dev.mesh.selector.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * All that calling one method takes, put together at start-up. Safe for use by any
 * thread.
 */
final class MethodCall extends StubCall {

	private final ContractMethod method;

	private final CallPoint point;

	private final LocalService local;

	private final ServiceRoute route;

	private final MethodInvoker invoker;

	private final Calling calling;

	private final @Nullable KeyParameter key;

	/** By parameter, or {@code null} if the call has no streams. */
	private final @Nullable ReactiveType @Nullable [] streams;

	private final @Nullable ReactiveType adapted;

	private final @Nullable LocalCallCounter counter;

	private final @Nullable RemoteTraffic traffic;

	/** Bounds local calls, where calls to the service are. */
	private final @Nullable Admission bulkhead;

	/** Whether local calls may skip everything but the gate. */
	private final boolean direct;

	private final CallPolicy policy;

	private final RetryState untried;

	private final LatencyQuantiles latency = new LatencyQuantiles();

	private final MethodSamples samples;

	private final AnswerReader answers = new AnswerReader(this);

	/** How long it takes to read results and do what callers have attached to stages. */
	private final RunTimes continuations = new RunTimes(false);

	MethodCall(Contract contract, ContractMethod method, LocalService local, Calling calling) {
		this.method = method;
		this.point = new CallPoint(contract.service(), contract.name(), method.name());
		this.local = local;
		this.route = calling.routes().route(contract.service());
		this.invoker = MethodInvoker.of(contract, method);
		this.calling = calling;
		this.key = method.key();
		this.streams = method.hasStreams() ? ReactiveTypes.ofParameters(method.method()) : null;
		this.adapted = ReactiveTypes.find(method.method().getReturnType());
		this.counter = LocalCallCounter.of(local, calling.observer(), calling.traffic(), this.point);
		CallTraffic measured = calling.traffic();
		this.traffic = (measured != null) ? measured.remote(contract.service()) : null;
		this.bulkhead = this.route.guard().bulkhead();
		this.direct = calling.copies() == null && this.bulkhead == null
				&& (this.key != null || this.route.selector().prefersLocal());
		this.policy = this.route.guard().policy(method, calling.timeout());
		this.untried = RetryState.untried(this.policy);
		this.samples = new MethodSamples(this);
	}

	@Override
	public @Nullable LocalInstance enterLocal() {
		LocalInstance instance = this.local.direct();
		if (instance == null || !this.direct) {
			return null;
		}
		LocalCallCounter counting = this.counter;
		// A call that is to be timed or sampled takes the long way.
		boolean picked = counting != null && counting.isPicked(instance);
		return (!picked && enter(instance)) ? instance : null;
	}

	/**
	 * Begin a call to an instance on this node, counted if anybody wants that.
	 * @param instance the instance
	 * @return false if it takes no calls
	 */
	boolean enter(LocalInstance instance) {
		LocalCallCounter counting = this.counter;
		return instance.enter((counting != null) ? counting.method() : LocalInstance.UNCOUNTED);
	}

	@Override
	public @Nullable LocalInstance enterLocal(@Nullable Object keyValue) {
		KeyParameter keyed = this.key;
		return (keyed != null && this.route.table().isOwnedHere(keyed.hash().of(keyValue))) ? enterLocal() : null;
	}

	@Override
	public @Nullable LocalInstance enterLocal(long keyValue) {
		return this.route.table().isOwnedHere(KeyHash.ofLong(keyValue)) ? enterLocal() : null;
	}

	@Override
	public @Nullable CompletionStage<?> exitWhenDone(LocalInstance instance, @Nullable CompletionStage<?> stage) {
		if (stage == null || (stage instanceof CompletableFuture<?> future && future.isDone())) {
			instance.exit();
			return stage;
		}
		stage.whenComplete((value, failure) -> instance.exit());
		return stage;
	}

	@Override
	public CompletionStage<?> exitFailed(LocalInstance instance, Throwable failure) {
		instance.exit();
		return CompletableFuture.failedFuture(failure);
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // the stub hands it to the caller
	public @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable {
		ReactiveType type = this.adapted;
		if (type != null) {
			return type.isSingle()
					? type
						.fromStage(() -> new StageCall(this, arguments, deadlineNanos(timeoutNanos()), Aim.ANY).start())
					: type.fromPublisher(new CallPublisher(this, arguments));
		}
		long deadlineNanos = deadlineNanos(timeoutNanos());
		if (this.method.shape() == ResultShape.STAGE) {
			return new StageCall(this, arguments, deadlineNanos, Aim.ANY).start();
		}
		return new BlockingCall(this, arguments, deadlineNanos, Aim.ANY).call();
	}

	/** A call made while serving another ends with it at the latest. */
	static long deadlineNanos(long timeoutNanos) {
		long own = System.nanoTime() + timeoutNanos;
		CallContext context = CallContext.current();
		return (context != null && context.deadlineNanos() - own < 0) ? context.deadlineNanos() : own;
	}

	/** That of a call that nobody waits for. */
	long ownDeadlineNanos() {
		return System.nanoTime() + timeoutNanos();
	}

	int parameterCount() {
		return this.method.parameterTypes().size();
	}

	/**
	 * Note an answer.
	 * @param target from where
	 * @param threw whether it was an exception
	 * @param tookNanos how long it took
	 */
	void answered(Target target, boolean threw, long tookNanos) {
		if (!isOneWay()) {
			target.peers().answered(target.health(), threw, tookNanos, this.latency.medianNanos());
			this.latency.record(tookNanos);
		}
	}

	/**
	 * Note that nobody waited for an answer any more. That says something if the call was
	 * unusually late by then.
	 * @param target from where it would have come
	 * @param tookNanos how long it had taken by then
	 */
	void overtaken(Target target, long tookNanos) {
		long late = this.latency.p95Nanos();
		if (late > 0 && tookNanos > late) {
			// It would have taken at least as long.
			this.latency.record(tookNanos);
			target.peers().overtaken(target.health());
		}
	}

	/**
	 * Note that there was no answer, and will be none.
	 * @param target from where it would have come
	 */
	void unanswered(Target target) {
		target.peers().failed(target.health());
	}

	void note(CallEvent event) {
		this.calling.observer().noted(this.point, event);
	}

	CallPolicy policy() {
		return this.policy;
	}

	/**
	 * Return what a call has tried that has tried nothing.
	 */
	RetryState untried() {
		return this.untried;
	}

	long timeoutNanos() {
		return this.policy.timeout().toNanos();
	}

	LatencyQuantiles latency() {
		return this.latency;
	}

	RunTimes continuations() {
		return this.continuations;
	}

	MethodSamples samples() {
		return this.samples;
	}

	AnswerReader answers() {
		return this.answers;
	}

	/**
	 * Make the streams of one attempt.
	 * @param relay reads the result, if that is a stream
	 * @param arguments the arguments of the call
	 * @return the streams, or {@code null} if the call has none
	 */
	@Nullable OutboundStreams streams(@Nullable StreamRelay relay, @Nullable Object[] arguments) {
		@Nullable ReactiveType[] types = this.streams;
		if (types == null) {
			return null;
		}
		Flow.@Nullable Publisher<?>[] publishers = new Flow.@Nullable Publisher<?>[types.length];
		for (int i = 0; i < types.length; i++) {
			ReactiveType type = types[i];
			publishers[i] = (type != null) ? type.toPublisher(stream(arguments[i])) : null;
		}
		return this.calling.streams().outbound(toString(), relay, publishers);
	}

	private Object stream(@Nullable Object argument) {
		return Objects.requireNonNull(argument, () -> "'" + this + "' was called with null for a stream");
	}

	/**
	 * Return the arguments that are written: streams are not among them.
	 * @param arguments the arguments of the call
	 * @return those arguments, or others with {@code null} for streams
	 */
	@Nullable Object[] written(@Nullable Object[] arguments) {
		@Nullable ReactiveType[] types = this.streams;
		if (types == null) {
			return arguments;
		}
		@Nullable Object[] written = arguments.clone();
		for (int i = 0; i < types.length; i++) {
			written[i] = (types[i] != null) ? null : written[i];
		}
		return written;
	}

	/**
	 * Complete the copied arguments of a local call by streams that copy their items.
	 * @param copied the copies, changed here
	 * @param arguments the arguments of the call
	 * @param copies copies
	 * @return the copies
	 */
	@Nullable Object[] withStreams(@Nullable Object[] copied, @Nullable Object[] arguments, LocalCopies copies) {
		@Nullable ReactiveType[] types = this.streams;
		for (int i = 0; types != null && i < types.length; i++) {
			ReactiveType type = types[i];
			if (type != null) {
				copied[i] = copies.stream(type.toPublisher(stream(arguments[i])));
			}
		}
		return copied;
	}

	/**
	 * Tell whether the result or a parameter is a stream.
	 * @return whether there is a stream
	 */
	boolean hasStreams() {
		return this.streams != null;
	}

	boolean isOneWay() {
		return this.method.shape() == ResultShape.ONE_WAY;
	}

	ContractMethod method() {
		return this.method;
	}

	CallPoint point() {
		return this.point;
	}

	/**
	 * Return the instance on this node for a call that takes the long way.
	 * @param version the canonical version, or {@code null} for the newest here
	 * @return the instance, or {@code null} if there is none
	 */
	@Nullable LocalInstance instanceHere(@Nullable String version) {
		LocalInstance instance = this.local.current(version);
		Admission bound = this.bulkhead;
		return (instance != null && bound != null) ? new BoundedInstance(instance, bound) : instance;
	}

	/**
	 * Tell whether as many calls run here as may.
	 * @return whether this node's own calls are bounded, and at their bound
	 */
	boolean isFullHere() {
		return this.bulkhead != null && this.bulkhead.isFull();
	}

	ServiceRoute route() {
		return this.route;
	}

	MethodInvoker invoker() {
		return this.invoker;
	}

	Calling calling() {
		return this.calling;
	}

	@Nullable KeyParameter key() {
		return this.key;
	}

	@Nullable LocalCallCounter counter() {
		return this.counter;
	}

	@Nullable RemoteTraffic traffic() {
		return this.traffic;
	}

	@Override
	public String toString() {
		return this.point.service() + "." + this.method.signature();
	}

}
