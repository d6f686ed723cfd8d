package dev.mesh.rpc.call;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver.Observation;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.resilience.RetryBudget;
import dev.mesh.rpc.stream.StreamRelay;
import dev.mesh.rpc.traffic.RemoteTraffic;
import dev.mesh.rpc.traffic.Share;
import dev.mesh.rpc.wire.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * One call that takes the long way. One loop picks a node and sends, until the call has
 * ended: {@link #step()} carries on until there is an outcome or something to wait for (a
 * {@link Suspension}), and whoever ends the wait resumes it.
 */
abstract class OutboundCall extends CarriedCall {

	private final MethodCall method;

	private final @Nullable Object[] arguments;

	private final long deadlineNanos;

	private final Aim aim;

	private RetryState tried;

	private volatile @Nullable Suspension suspension;

	private volatile @Nullable Future<?> localStage;

	private @Nullable Observation observation;

	private boolean measured;

	private final VersionChoice version;

	OutboundCall(MethodCall method, @Nullable Object[] arguments, long deadlineNanos, Aim aim) {
		this.method = method;
		this.aim = aim;
		this.arguments = arguments;
		this.deadlineNanos = deadlineNanos;
		this.tried = method.untried();
		this.version = new VersionChoice(method, arguments);
		if (aim.version() != null) {
			this.version.stayOn(aim.version());
		}
	}

	/**
	 * Go to a shadow version, whatever the route says; before the first step.
	 * @param shadow the canonical version
	 */
	final void goTo(String shadow) {
		this.version.goTo(shadow);
	}

	/**
	 * Carry on; by one thread at a time.
	 */
	final void step() {
		try {
			if (this.suspension instanceof Flight flight) {
				evaluate(flight);
			}
			else {
				next();
			}
		}
		catch (Throwable ex) {
			finish(null, ex);
		}
	}

	private void evaluate(Flight flight) {
		this.suspension = null;
		Attempt answered = flight.answered();
		AnswerReader answers = this.method.answers();
		if (answered == null || !answers.isWorthKeeping(answered)) {
			failed(flight.attempts());
			return;
		}
		if (flight instanceof Race race && race.isWonBySecond()) {
			this.method.note(CallEvent.HEDGE_WON);
		}
		if (answered.kind() == Attempt.Kind.RESULT) {
			finish((relay() != null) ? opened(answered) : answers.result(answered), null, flight);
		}
		else {
			finish(null, answers.exception(answered), flight);
		}
	}

	/** The result of such a call is that its stream is open. */
	private static @Nullable Object opened(Attempt attempt) {
		attempt.discardAnswer();
		return attempt.streams();
	}

	private void failed(List<Attempt> attempts) {
		Lane lane = this.version.chosen();
		long sentBy = (lane != null) ? lane.table().version() : 0;
		boolean again = trying().failed(attempts, sentBy) && this.aim.node() == null;
		Attempt last = attempts.get(attempts.size() - 1);
		if (again && !(this.tried.mayHaveRun() && isLate())) {
			follow(last);
			next();
		}
		else if (last.kind() == Attempt.Kind.UNKNOWN) {
			finish(null, this.method.answers().unknown(last));
		}
		else {
			finish(null, failures().refused());
		}
	}

	/** Go where the node that was asked sees the owner of the key. */
	private void follow(Attempt attempt) {
		if (attempt.reason() == Reason.NOT_OWNER) {
			Routes routes = this.method.calling().routes();
			routes.refresh();
			trying().follow(attempt, routes.viewNumber());
		}
	}

	private void next() {
		while (true) {
			long now = System.nanoTime();
			if (this.deadlineNanos - now <= 0) {
				finish(null, failures().late());
				return;
			}
			Lane chosen = lane();
			LocalInstance here = isLocalFirst() ? this.method.instanceHere(chosen.version()) : null;
			if (here != null && callHere(here, chosen)) {
				return;
			}
			RouteTable table = chosen.table();
			Picker picker = new Picker(this.method, this.aim, this.tried, chosen, this.arguments, now);
			Target target = picker.pick();
			if (target == null) {
				new Standstill(this, table).waitOrFail(picker.misfit());
				return;
			}
			if (!target.local()) {
				if (isAffordable(table)) {
					send(target, chosen, now);
				}
				else {
					awaitNews(table);
				}
				return;
			}
			if (callHere(this.method.instanceHere(chosen.version()), chosen)) {
				return;
			}
		}
	}

	private boolean isAffordable(RouteTable table) {
		if (this.tried.costs(table.version()) && !budget().tryRetry()) {
			this.method.note(CallEvent.BUDGET_SPENT);
			return false;
		}
		return true;
	}

	/** Where nobody is busy, and nothing may have run, waiting adds to no load. */
	private void awaitNews(RouteTable table) {
		if (this.tried.mayHaveRun() || this.tried.isOverloaded()) {
			finish(null, failures().budgetSpent());
			return;
		}
		new Standstill(this, table).waitFor(guard().configured().retry().longestBackOff().toNanos());
	}

	private ServiceGuard guard() {
		return this.method.route().guard();
	}

	private RetryBudget budget() {
		return guard().budget();
	}

	final Lane lane() {
		return this.version.lane(this.tried.mayHaveRun());
	}

	private boolean isLate() {
		return this.deadlineNanos - System.nanoTime() <= 0;
	}

	private boolean isLocalFirst() {
		return this.aim.isLocalFirst(this.method) && !this.tried.hasRefused(this.method.calling().self());
	}

	private boolean callHere(@Nullable LocalInstance instance, Lane chosen) {
		if (instance == null || !this.method.enter(instance)) {
			boolean busy = instance != null && this.method.isFullHere();
			trying().refusedHere(this.method.calling().self(), busy);
			return false;
		}
		LocalCallCounter counter = this.method.counter();
		boolean timed = counter != null && counter.isTimed(instance);
		if (counter != null && isOnCallersStack()) {
			counter.sample(instance);
		}
		return start(new LocalCall(this.method, instance, this.arguments, timed), chosen);
	}

	private boolean start(LocalCall local, Lane chosen) {
		try {
			runHere(() -> run(local, chosen));
			return true;
		}
		catch (RejectedExecutionException ex) {
			local.abandon();
			trying().refusedHere(this.method.calling().self(), true);
			return false;
		}
	}

	@SuppressWarnings("try") // a scope is there to be closed, not used
	private void run(LocalCall local, Lane chosen) {
		try (CallContext.Scope scope = this.version.open(chosen)) {
			this.localStage = local.run(this::finish);
		}
	}

	private void send(Target target, Lane chosen, long now) {
		if (isGivenUp()) {
			finish(null, failures().abandoned(false, null));
			return;
		}
		if (this.tried.hasTried()) {
			this.method.note(CallEvent.RETRY);
		}
		else {
			budget().pay();
		}
		observe(target);
		long hedgeAt = hedging().atNanos(this.deadlineNanos);
		Race race = (hedgeAt - this.deadlineNanos < 0) ? new Race(this, this.deadlineNanos, hedgeAt) : null;
		Attempt attempt = new Attempt(this, race, target, measure(target),
				this.method.streams(relay(), this.arguments));
		if (race != null) {
			race.enter(attempt);
		}
		this.suspension = (race != null) ? race : attempt;
		try {
			attempt.send(this.version.context(chosen, this.observation), now);
		}
		catch (NotExecutedException ex) {
			this.suspension = null;
			throw ex;
		}
		catch (RuntimeException | LinkageError ex) {
			this.suspension = null;
			throw failures().unsendable(ex);
		}
		if (race != null && race.isHedgeable()) {
			awaitHedge(race);
		}
	}

	private void observe(Target target) {
		if (this.observation == null) {
			this.observation = this.method.calling().observer().clientCall(this.method.point());
		}
		if (this.observation != null) {
			this.observation.attempt(target.node());
		}
	}

	/**
	 * Send to a second instance while the first still works on the call; by the race, at
	 * most once and while nothing else carries on the call.
	 * @param race the race that the second enters
	 */
	final void hedge(Race race) {
		trying().running(race.entered().target().node().id());
		// The first may have run, so the second is for the same version.
		Lane chosen = this.version.lane(true);
		// Not here either: that would hold the thread that is to take the first answer.
		long now = System.nanoTime();
		Target target = new Picker(this.method, this.aim.withoutSelf(), this.tried, chosen, this.arguments, now).pick();
		if (target == null || isGivenUp()) {
			return;
		}
		RequestContext context;
		try {
			context = this.version.context(chosen, this.observation);
		}
		catch (NotExecutedException ex) {
			// On whose behalf it is cannot be stated any more; the first attempt goes on.
			return;
		}
		if (!hedging().tryPay(budget())) {
			this.method.note(CallEvent.BUDGET_SPENT);
			return;
		}
		this.method.note(CallEvent.HEDGE);
		observe(target);
		Attempt second = new Attempt(this, race, target, null, null);
		race.enter(second);
		second.sendOrRefuse(context, now);
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

	/**
	 * Wait for what ends a pause.
	 * @param pause the pause, about to begin
	 */
	final void suspend(Pause pause) {
		trying().pausing();
		this.suspension = pause;
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
		Flight flight = (waited instanceof Flight running) ? running : null;
		stop(CallOutcome.CANCELLED, null, cause, flight);
		return failures().abandoned(flight != null, cause);
	}

	final void finish(@Nullable Object result, @Nullable Throwable failure) {
		finish(result, failure, null);
	}

	private void finish(@Nullable Object result, @Nullable Throwable failure, @Nullable Flight answered) {
		stop(CallOutcome.of(failure), result, failure, answered);
		end(result, failure);
	}

	private void stop(CallOutcome outcome, @Nullable Object result, @Nullable Throwable failure,
			@Nullable Flight last) {
		Observation observed = this.observation;
		this.observation = null;
		if (observed != null) {
			observed.stop(outcome, failure);
		}
		this.version.ended(outcome, result, failure);
		if (!this.version.isShadow()) {
			this.method.samples().ended(this, outcome, failure, last);
		}
	}

	final MethodCall method() {
		return this.method;
	}

	final @Nullable Object[] arguments() {
		return this.arguments;
	}

	final Aim aim() {
		return this.aim;
	}

	final RetryState tried() {
		return this.tried;
	}

	/**
	 * Return what it has tried, to add to that.
	 */
	final RetryState trying() {
		this.tried = this.tried.own();
		return this.tried;
	}

	final VersionChoice version() {
		return this.version;
	}

	final CallFailures failures() {
		return new CallFailures(this.method, this.tried);
	}

	private Hedging hedging() {
		return new Hedging(this.method, this.tried);
	}

	final long deadlineNanos() {
		return this.deadlineNanos;
	}

}
