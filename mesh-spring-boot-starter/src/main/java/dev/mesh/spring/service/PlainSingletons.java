package dev.mesh.spring.service;

import java.util.HashSet;
import java.util.Set;

import dev.mesh.spring.MeshService;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Makes services plain singletons, where Mesh is switched off. Of several services with
 * one contract the first is injected.
 */
public final class PlainSingletons implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Set<Class<?>> contracts = new HashSet<>();
		for (String beanName : beanFactory.getBeanDefinitionNames()) {
			MeshService annotation = beanFactory.findAnnotationOnBean(beanName, MeshService.class, false);
			Class<?> type = (annotation != null) ? beanFactory.getType(beanName, false) : null;
			if (annotation != null && type != null) {
				BeanDefinition definition = beanFactory.getBeanDefinition(beanName);
				definition.setScope(BeanDefinition.SCOPE_SINGLETON);
				Class<?> contract = ContractResolver.resolve(ClassUtils.getUserClass(type), annotation);
				definition.setPrimary(contracts.add(contract));
			}
		}
	}

}
