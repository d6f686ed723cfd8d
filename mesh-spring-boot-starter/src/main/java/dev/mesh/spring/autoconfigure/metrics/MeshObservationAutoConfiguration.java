package dev.mesh.spring.autoconfigure.metrics;

import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of observations of remote calls, where somebody listens.
 */
@AutoConfiguration(before = MeshAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "mesh.enabled", matchIfMissing = true)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class MeshObservationAutoConfiguration {

	MeshObservationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnCallListenersCondition.class)
	CallObservations meshCallObservations(ObservationRegistry registry) {
		return new CallObservations(registry);
	}

}
