package dev.mesh.spring.autoconfigure.metrics;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.MeshContexts;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class CallTimersTests {

	private static final CallPoint POINT = new CallPoint("pricing", "shop.Pricing", "quote");

	private final CallTimers timers = new CallTimers();

	private final ApplicationContextRunner runner = MeshContexts.runner()
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class, MeshMetricsAutoConfiguration.class,
				MeshObservationAutoConfiguration.class));

	@Test
	void withoutARegistryNothingIsTimed() {
		assertThat(this.timers.clientCall(POINT)).isNull();
	}

	@Test
	void timersHaveTheNamesAndTagsOfObservations() {
		MeterRegistry timed = new SimpleMeterRegistry();
		MeterRegistry observed = new SimpleMeterRegistry();
		this.timers.bindTo(timed);
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(observed,
					DefaultMeterObservationHandler.IgnoredMeters.LONG_TASK_TIMER));
		for (CallObserver observer : List.of(this.timers, new CallObservations(registry))) {
			end(observer, CallOutcome.RESULT, null);
			end(observer, CallOutcome.EXCEPTION, new IllegalStateException("no"));
			end(observer, CallOutcome.OUTCOME_UNKNOWN, null);
		}
		assertThat(timed.getMeters()).extracting(Meter::getId)
			.hasSize(3)
			.containsExactlyInAnyOrderElementsOf(observed.getMeters().stream().map(Meter::getId).toList());
	}

	@Test
	void callsAreTimedForEachRegistryWheneverItComes() {
		MeterRegistry early = new SimpleMeterRegistry();
		MeterRegistry late = new SimpleMeterRegistry();
		this.timers.bindTo(early);
		end(this.timers, CallOutcome.RESULT, null);
		this.timers.bindTo(late);
		end(this.timers, CallOutcome.RESULT, null);
		assertThat(early.get("mesh.client.calls").tag("outcome", "result").timer().count()).isEqualTo(2);
		assertThat(late.get("mesh.client.calls").timer().count()).isOne();
		assertThat(late.get("mesh.client.calls").timer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
	}

	@Test
	void callsAreTimedWhereOnlyMetersWouldHear() {
		this.runner
			.withBean(DefaultMeterObservationHandler.class,
					() -> new DefaultMeterObservationHandler(new SimpleMeterRegistry()))
			.run((context) -> assertThat(context).hasSingleBean(CallTimers.class)
				.doesNotHaveBean(CallObservations.class)
				.hasSingleBean(MeshNode.class));
	}

	@Test
	void callsAreObservedWhereSomebodyListens() {
		observed(this.runner.withBean("tracing", ObservationHandler.class, Listener::new));
		observed(this.runner.withBean("mine", ObservationPredicate.class, () -> (name, context) -> true));
		observed(this.runner.withBean("mine", ObservationRegistryCustomizer.class, () -> (registry) -> {
		}));
		observed(this.runner.withPropertyValues("management.observations.key-values.zone=a"));
		observed(this.runner.withPropertyValues("management.observations.enable.mesh=false"));
		observed(this.runner.withPropertyValues("mesh.observations.remote-calls=observe"));
	}

	@Test
	void callsAreTimedWhateverListensIfThatIsStated() {
		this.runner.withBean("tracing", ObservationHandler.class, Listener::new)
			.withPropertyValues("mesh.observations.remote-calls=time")
			.run((context) -> assertThat(context).hasSingleBean(CallTimers.class)
				.doesNotHaveBean(CallObservations.class));
	}

	private static void observed(ApplicationContextRunner runner) {
		runner.run((context) -> assertThat(context).hasSingleBean(CallObservations.class)
			.doesNotHaveBean(CallTimers.class));
	}

	private static void end(CallObserver observer, CallOutcome outcome, @Nullable Throwable error) {
		Objects.requireNonNull(observer.clientCall(POINT)).stop(outcome, error);
	}

	/**
	 * Listens to all observations.
	 */
	private static final class Listener implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
