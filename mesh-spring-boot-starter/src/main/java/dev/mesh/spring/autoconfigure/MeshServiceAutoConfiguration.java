package dev.mesh.spring.autoconfigure;

import dev.mesh.spring.service.MeshServiceScope;
import dev.mesh.spring.service.PlainSingletons;
import dev.mesh.spring.service.ServiceBeanRegistrar;
import dev.mesh.spring.service.ServiceEventListenerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of {@code @MeshService} beans: in the scope {@code mesh} on a node,
 * plain singletons where Mesh is switched off.
 */
@AutoConfiguration
public final class MeshServiceAutoConfiguration {

	MeshServiceAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "mesh.enabled", matchIfMissing = true)
	static class Node {

		@Bean(destroyMethod = "close")
		static MeshServiceScope meshServiceScope() {
			return new MeshServiceScope();
		}

		@Bean
		static ServiceBeanRegistrar meshServiceBeanRegistrar(MeshServiceScope scope) {
			return new ServiceBeanRegistrar(scope);
		}

		@Bean
		static ServiceEventListenerFactory meshServiceEventListenerFactory(MeshServiceScope scope) {
			return new ServiceEventListenerFactory(scope);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "mesh.enabled", havingValue = false)
	static class Monolith {

		@Bean
		static PlainSingletons meshPlainSingletons() {
			return new PlainSingletons();
		}

	}

}
