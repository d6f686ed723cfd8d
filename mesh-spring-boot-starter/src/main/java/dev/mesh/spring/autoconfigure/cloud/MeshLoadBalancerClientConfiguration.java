package dev.mesh.spring.autoconfigure.cloud;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What each of Spring Cloud LoadBalancer's child contexts uses, unless the application
 * chooses one of its other configurations.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.cloud.loadbalancer.configurations", havingValue = "default",
		matchIfMissing = true)
final class MeshLoadBalancerClientConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServiceInstanceListSupplier meshServiceInstanceListSupplier(MeshDiscoveryClient client,
			ConfigurableApplicationContext context) {
		return new MeshServiceInstanceListSupplier(client,
				ServiceInstanceListSupplier.builder().withBlockingDiscoveryClient().build(context));
	}

}
