package dev.mesh.spring.autoconfigure.actuate;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Auto-configuration of the {@code mesh} endpoint.
 */
@AutoConfiguration(after = MeshAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(MeshEndpoint.class)
@ConditionalOnBean(MeshNode.class)
public final class MeshEndpointAutoConfiguration {

	MeshEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	MeshEndpoint meshEndpoint(MeshNode node) {
		return new MeshEndpoint(node);
	}

	@Bean
	@ConditionalOnMissingBean
	MeshEndpointWebExtension meshEndpointWebExtension(MeshEndpoint endpoint, MeshNode node) {
		return new MeshEndpointWebExtension(endpoint, node);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RequestBodyAdviceAdapter.class)
	static class Mvc {

		@Bean
		@ConditionalOnMissingBean
		NestedFields meshNestedFields() {
			return new NestedFields();
		}

	}

	@Bean
	@ConditionalOnMissingBean
	KnownFields meshKnownFields() {
		return new KnownFields();
	}

}
