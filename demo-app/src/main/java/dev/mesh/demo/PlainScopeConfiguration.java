package dev.mesh.demo;

import dev.mesh.spring.MeshScope;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes every service a plain singleton where the starter's auto-configuration is absent.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingClass("dev.mesh.spring.autoconfigure.MeshAutoConfiguration")
class PlainScopeConfiguration {

	@Bean
	static BeanFactoryPostProcessor plainScope() {
		return (factory) -> {
			for (String name : factory.getBeanDefinitionNames()) {
				if (MeshScope.NAME.equals(factory.getBeanDefinition(name).getScope())) {
					factory.getBeanDefinition(name).setScope("");
				}
			}
		};
	}

}
