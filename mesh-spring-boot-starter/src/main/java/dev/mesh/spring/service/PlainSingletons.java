package dev.mesh.spring.service;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.directory.Versions;
import dev.mesh.spring.MeshService;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Makes services plain singletons, where Mesh is switched off. Of several services with
 * one contract the first is injected, and of its versions the newest.
 */
public final class PlainSingletons implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Map<Class<?>, Injected> injected = new HashMap<>();
		for (String beanName : beanFactory.getBeanDefinitionNames()) {
			MeshService annotation = beanFactory.findAnnotationOnBean(beanName, MeshService.class, false);
			Class<?> type = (annotation != null) ? beanFactory.getType(beanName, false) : null;
			if (annotation != null && type != null) {
				BeanDefinition definition = beanFactory.getBeanDefinition(beanName);
				definition.setScope(BeanDefinition.SCOPE_SINGLETON);
				definition.setPrimary(false);
				Class<?> contract = ContractResolver.resolve(ClassUtils.getUserClass(type), annotation);
				Injected candidate = new Injected(definition, annotation.name(),
						Versions.canonical(annotation.version()));
				if (candidate.isBefore(injected.get(contract))) {
					injected.put(contract, candidate);
				}
			}
		}
		injected.values().forEach((each) -> each.definition().setPrimary(true));
	}

	/**
	 * What is injected where a contract is asked for.
	 *
	 * @param definition the bean
	 * @param service the name of the service, empty for that of the contract
	 * @param version its canonical version
	 */
	private record Injected(BeanDefinition definition, String service, String version) {

		private boolean isBefore(@Nullable Injected other) {
			return other == null || (this.service.equals(other.service)
					&& Versions.NEWEST_FIRST.compare(this.version, other.version) < 0);
		}

	}

}
