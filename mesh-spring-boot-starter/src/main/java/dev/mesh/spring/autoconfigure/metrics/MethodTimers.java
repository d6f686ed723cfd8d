package dev.mesh.spring.autoconfigure.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.spring.autoconfigure.metrics.MeshObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one method, seen from one side; each is made with the first call that
 * ends so. Safe for use by any thread.
 */
final class MethodTimers {

	/**
	 * The tag that Micrometer adds to the meters of observations, and its usual value.
	 */
	private static final String ERROR = "error";

	private static final String NO_ERROR = "none";

	private final String name;

	private final CallPoint point;

	/** There come more, and none goes. */
	private final List<MeterRegistry> registries;

	/**
	 * One for each registry there was. Bounded by the types of exceptions that there are.
	 */
	private final Map<Ending, Timer[]> timers = new ConcurrentHashMap<>();

	/** Of the calls that end with a result, to be found at once. */
	private volatile Timer @Nullable [] good;

	MethodTimers(String name, CallPoint point, List<MeterRegistry> registries) {
		this.name = name;
		this.point = point;
		this.registries = registries;
	}

	CallObserver.Observation begin() {
		return new Timing(this, System.nanoTime());
	}

	private void record(CallOutcome outcome, @Nullable Throwable error, long nanos) {
		for (Timer timer : timers(outcome, error)) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	private Timer[] timers(CallOutcome outcome, @Nullable Throwable error) {
		if (outcome != CallOutcome.RESULT || error != null) {
			return find(new Ending(outcome, (error != null) ? error.getClass().getSimpleName() : NO_ERROR));
		}
		Timer[] known = this.good;
		if (known == null || !isComplete(known)) {
			known = find(new Ending(outcome, NO_ERROR));
			this.good = known;
		}
		return known;
	}

	private Timer[] find(Ending ending) {
		Timer[] known = this.timers.get(ending);
		return (known != null && isComplete(known)) ? known : this.timers.compute(ending, (added,
				old) -> this.registries.stream().map((registry) -> register(added, registry)).toArray(Timer[]::new));
	}

	private boolean isComplete(Timer[] known) {
		return known.length == this.registries.size();
	}

	private Timer register(Ending ending, MeterRegistry registry) {
		return Timer.builder(this.name)
			.tag(LowCardinalityKeyNames.SERVICE.asString(), this.point.service())
			.tag(LowCardinalityKeyNames.METHOD.asString(), this.point.method())
			.tag(LowCardinalityKeyNames.OUTCOME.asString(), ending.outcome().name().toLowerCase(Locale.ROOT))
			.tag(ERROR, ending.error())
			.register(registry);
	}

	/**
	 * How a call ended.
	 */
	private record Ending(CallOutcome outcome, String error) {
	}

	/**
	 * One call.
	 */
	private record Timing(MethodTimers timers, long beganNanos) implements CallObserver.Observation {

		@Override
		public void stop(CallOutcome outcome, @Nullable Throwable error) {
			this.timers.record(outcome, error, System.nanoTime() - this.beganNanos);
		}

	}

}
