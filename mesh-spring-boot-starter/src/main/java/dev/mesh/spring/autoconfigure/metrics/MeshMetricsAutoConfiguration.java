package dev.mesh.spring.autoconfigure.metrics;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of meters.
 */
@AutoConfiguration(before = MeshAutoConfiguration.class, after = MeshObservationAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBooleanProperty(name = "mesh.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class MeshMetricsAutoConfiguration {

	MeshMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	LocalCallMeters meshLocalCallMeters() {
		return new LocalCallMeters();
	}

	@Bean
	@ConditionalOnMissingBean
	CallEventMeters meshCallEventMeters() {
		return new CallEventMeters();
	}

	@Bean
	@ConditionalOnMissingBean({ CallTimers.class, CallObservations.class })
	CallTimers meshCallTimers() {
		return new CallTimers();
	}

	@Bean
	@ConditionalOnMissingBean
	NodeMeters meshNodeMeters(MeshNode node) {
		return new NodeMeters(node);
	}

	@Bean
	@ConditionalOnMissingBean
	RouteMeters meshRouteMeters(MeshNode node) {
		return new RouteMeters(node);
	}

	@Bean
	@ConditionalOnMissingBean
	StreamMeters meshStreamMeters(MeshNode node) {
		return new StreamMeters(node);
	}

}
