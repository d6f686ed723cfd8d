package dev.mesh.spring.autoconfigure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.selector.BuiltInSelector;
import dev.mesh.selector.Locality;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.Selectors;
import dev.mesh.spring.MeshConfigurationException;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/**
 * Finds the selectors that {@code mesh.services.<name>.selector} names, and the one that
 * stands for all others.
 */
final class SelectorResolver {

	private final Map<String, MeshProperties.Service> services;

	private final BeanFactory beanFactory;

	SelectorResolver(Map<String, MeshProperties.Service> services, BeanFactory beanFactory) {
		this.services = services;
		this.beanFactory = beanFactory;
	}

	/**
	 * Resolve.
	 * @param names the names of all services that are hosted or called here
	 * @return the selectors
	 */
	Selectors resolve(Set<String> names) {
		Map<String, NodeSelector> byService = new HashMap<>();
		this.services.forEach((configured, service) -> {
			String selector = service.selector();
			if (selector != null) {
				NodeSelector found = named("mesh.services." + configured + ".selector", selector);
				names.stream()
					.filter((name) -> ServiceDefinitions.uniform(name).equals(ServiceDefinitions.uniform(configured)))
					.forEach((name) -> byService.put(name, found));
			}
		});
		return new Selectors(standard(), byService);
	}

	/** Of several beans none is meant for all, unless one is primary. */
	private NodeSelector standard() {
		try {
			return this.beanFactory.getBeanProvider(NodeSelector.class).getIfAvailable(Locality::new);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			return new Locality();
		}
	}

	private NodeSelector named(String property, String name) {
		if (this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, NodeSelector.class)) {
			return this.beanFactory.getBean(name, NodeSelector.class);
		}
		BuiltInSelector builtIn = BuiltInSelector.find(name);
		if (builtIn == null) {
			throw new MeshConfigurationException(
					"'" + property + "' is '" + name + "', which is neither a built-in selector nor the name of a "
							+ "NodeSelector bean.",
					"Use one of " + Arrays.stream(BuiltInSelector.values())
						.map(BuiltInSelector::text)
						.collect(Collectors.joining(", ")) + ", or declare such a bean.");
		}
		return builtIn.create();
	}

}
