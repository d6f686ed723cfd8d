package dev.mesh.spring.autoconfigure.cloud;

import dev.mesh.directory.Directory;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.ConditionalOnDiscoveryEnabled;
import org.springframework.cloud.client.ConditionalOnReactiveDiscoveryEnabled;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of discovery through Spring Cloud.
 */
@AutoConfiguration(after = MeshAutoConfiguration.class,
		beforeName = { "org.springframework.cloud.client.CommonsClientAutoConfiguration",
				"org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration",
				"org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration" })
@ConditionalOnClass({ DiscoveryClient.class, ConditionalOnDiscoveryEnabled.class })
@ConditionalOnDiscoveryEnabled
@ConditionalOnBean(MeshNode.class)
public final class MeshDiscoveryAutoConfiguration {

	MeshDiscoveryAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	MeshDiscoveryClient meshDiscoveryClient(Directory directory) {
		return new MeshDiscoveryClient(directory);
	}

	@Bean
	@ConditionalOnMissingBean
	RegistrationLifecycle meshRegistrationLifecycle(MeshNode node, ApplicationEventPublisher publisher) {
		return new RegistrationLifecycle(node, publisher);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flux.class, ReactiveDiscoveryClient.class })
	@ConditionalOnReactiveDiscoveryEnabled
	static class Reactive {

		@Bean
		@ConditionalOnMissingBean
		MeshReactiveDiscoveryClient meshReactiveDiscoveryClient(MeshDiscoveryClient client) {
			return new MeshReactiveDiscoveryClient(client);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ServiceInstanceListSupplier.class)
	@LoadBalancerClients(defaultConfiguration = MeshLoadBalancerClientConfiguration.class)
	static class LoadBalancer {

	}

}
