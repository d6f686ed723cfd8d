package dev.mesh.rpc.call;

import java.util.Map;

import dev.mesh.route.MirrorPolicy;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.route.measure.VersionMeasure;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver.Observation;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The version that one call goes to, chosen once; with what the call carries, and whether
 * it is repeated on a shadow version. Confined to the thread that carries on the call;
 * made by the one that makes it.
 */
final class VersionChoice {

	private final MethodCall method;

	private final @Nullable Object[] arguments;

	private final Baggage baggage = Baggage.current();

	private final CallPriority priority;

	private final @Nullable CallerIdentity identity;

	private @Nullable Lane lane;

	/** Whether the call goes to a shadow version or nowhere. */
	private boolean bound;

	/** Whether the call goes to the version chosen for it or nowhere. */
	private boolean fixed;

	private long begunNanos;

	private @Nullable MirroredCall mirrored;

	VersionChoice(MethodCall method, @Nullable Object[] arguments) {
		this.method = method;
		this.arguments = arguments;
		this.priority = method.policy().priorityNow();
		this.identity = method.calling().identities().current();
	}

	/**
	 * Go to a shadow version, whatever the route says.
	 * @param version the canonical version
	 */
	void goTo(String version) {
		this.bound = true;
		choose(this.method.route().lanes().shadow(version));
	}

	/**
	 * Stay on a version that was chosen for several calls at once.
	 * @param version the canonical version
	 */
	void stayOn(String version) {
		this.fixed = true;
		choose(this.method.route().lanes().of(version));
	}

	/**
	 * Return where the call goes: to the version chosen first, as long as that is ready
	 * somewhere or the call may have run there.
	 * @param mayHaveRun whether it may
	 * @return the lane, as of now
	 */
	Lane lane(boolean mayHaveRun) {
		Lanes lanes = this.method.route().lanes();
		Lane known = this.lane;
		if (known != null && known.version() != null) {
			Lane again = this.bound ? lanes.shadow(known.version()) : lanes.of(known.version());
			if (this.bound || this.fixed || mayHaveRun || !again.table().ready().isEmpty()) {
				this.lane = again;
				return again;
			}
		}
		Lane next = lanes.choose(this.method.key(), this.arguments, this.baggage);
		if (known == null) {
			mirror(lanes, next);
		}
		choose(next);
		return next;
	}

	private void choose(Lane next) {
		if (next.measure() != null && this.begunNanos == 0) {
			this.begunNanos = System.nanoTime();
		}
		this.lane = next;
	}

	private void mirror(Lanes lanes, Lane chosen) {
		MirrorPolicy policy = lanes.mirrorOf(chosen);
		ServiceMeasure counts = lanes.measure();
		// A stream can be subscribed to once.
		if (policy != null && counts != null && !this.method.hasStreams()) {
			this.mirrored = this.method.calling()
				.mirrors()
				.prepare(this.method, this.arguments, this.baggage, this.identity, policy, counts.mirror());
		}
	}

	/**
	 * Tell whether the call repeats another one on a shadow version.
	 */
	boolean isShadow() {
		return this.bound;
	}

	/**
	 * Return where the call goes at present.
	 * @return the lane, or {@code null} before the first choice
	 */
	@Nullable Lane chosen() {
		return this.lane;
	}

	Baggage baggage() {
		return this.baggage;
	}

	CallPriority priority() {
		return this.priority;
	}

	/**
	 * Have the current thread carry what the call carries, to run it here.
	 */
	CallContext.Scope open(Lane chosen) {
		CallContext.Scope carried = carried(chosen).open();
		CallContext.Scope identified = (this.identity != null) ? this.identity.open() : null;
		if (identified == null) {
			return carried;
		}
		return () -> {
			identified.close();
			carried.close();
		};
	}

	private Baggage carried(Lane chosen) {
		String version = chosen.version();
		return (chosen.pinned() && version != null) ? this.baggage.pin(this.method.route().service(), version)
				: this.baggage;
	}

	/**
	 * Return what a request says beside its arguments.
	 * @param chosen where it goes
	 * @param observation follows the call, or {@code null} if nobody does
	 * @throws NotExecutedException if it cannot be stated on whose behalf the call is
	 * made
	 */
	RequestContext context(Lane chosen, @Nullable Observation observation) {
		Map<String, String> observed = (observation != null) ? observation.carried() : Map.of();
		Baggage leaving = carried(chosen).only(this.method.calling().baggage()).observed(observed);
		String version = chosen.named() ? chosen.version() : null;
		String statement = statement();
		boolean silent = version == null && leaving.entries().isEmpty() && statement == null;
		return silent ? RequestContext.NONE : new RequestContext(version, leaving.entries(), statement);
	}

	private @Nullable String statement() {
		if (this.identity == null) {
			return null;
		}
		try {
			return this.identity.statement(this.method.calling().self(), this.method.route().service());
		}
		catch (NotExecutedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new NotExecutedException(Reason.UNAUTHENTICATED, "'" + this.method
					+ "' was not executed: on whose behalf it is called cannot be stated: " + ex.getMessage() + ".",
					ex);
		}
	}

	/**
	 * Count the call, as it has ended, and repeat it if it is to be.
	 * @param outcome how it ended
	 * @param result its result
	 * @param failure what the caller is thrown
	 */
	void ended(CallOutcome outcome, @Nullable Object result, @Nullable Throwable failure) {
		VersionMeasure measure = (this.lane != null) ? this.lane.measure() : null;
		if (measure != null && outcome != CallOutcome.CANCELLED) {
			measure.ended(System.nanoTime() - this.begunNanos, outcome != CallOutcome.RESULT);
		}
		MirroredCall repeated = this.mirrored;
		if (repeated != null) {
			this.mirrored = null;
			repeated.firstEnded(outcome, result, failure);
		}
	}

}
