package dev.mesh.spring.autoconfigure.health;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code mesh} component of the health endpoint.
 */
@AutoConfiguration(after = MeshAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("mesh")
@ConditionalOnBean(MeshNode.class)
public final class MeshHealthAutoConfiguration {

	MeshHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = "meshHealthIndicator")
	HealthIndicator meshHealthIndicator(MeshNode node) {
		return new MeshHealthIndicator(node);
	}

}
