package dev.mesh.spring.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.spring.ImportMeshServices;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.MeshScope;
import dev.mesh.spring.MeshService;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Reads the services and imports among the bean definitions, puts the services into the
 * scope {@code mesh}, and registers a primary proxy for each contract.
 */
public final class ServiceBeanRegistrar implements BeanFactoryPostProcessor {

	/**
	 * Name of the {@link ServiceBeans} bean.
	 */
	public static final String SERVICE_BEANS = "meshServiceBeans";

	private static final String SCHEDULING = "org.springframework.context.annotation.internalScheduledAnnotationProcessor";

	private static final String PROXY_PREFIX = "meshProxy:";

	private final MeshServiceScope scope;

	/**
	 * Create a registrar.
	 * @param scope will hold the service beans
	 */
	public ServiceBeanRegistrar(MeshServiceScope scope) {
		this.scope = scope;
	}

	static boolean isService(ConfigurableListableBeanFactory beanFactory, String beanName) {
		return beanFactory.containsBeanDefinition(beanName)
				&& MeshScope.NAME.equals(beanFactory.getBeanDefinition(beanName).getScope());
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		beanFactory.registerScope(MeshScope.NAME, this.scope);
		List<ServiceBean> services = new ArrayList<>();
		Map<String, Class<?>> imports = new LinkedHashMap<>();
		for (String beanName : beanFactory.getBeanDefinitionNames()) {
			MeshService annotation = beanFactory.findAnnotationOnBean(beanName, MeshService.class, false);
			if (annotation != null) {
				services.add(declare(beanFactory, beanName, annotation));
			}
			beanFactory.findAllAnnotationsOnBean(beanName, ImportMeshServices.class, false)
				.forEach((imported) -> addImports(beanName, imported, imports));
		}
		Set<Class<?>> contracts = new LinkedHashSet<>(imports.values());
		services.forEach((service) -> contracts.add(service.contract()));
		contracts.forEach((contract) -> registerProxy(registry, contract));
		beanFactory.registerSingleton(SERVICE_BEANS, new ServiceBeans(services, imports));
		adaptScheduling(registry);
	}

	private static ServiceBean declare(ConfigurableListableBeanFactory beanFactory, String beanName,
			MeshService annotation) {
		Class<?> type = beanFactory.getType(beanName, false);
		Assert.state(type != null, () -> "the class of the bean '" + beanName + "' is not known: declare its type");
		BeanDefinition definition = beanFactory.getBeanDefinition(beanName);
		definition.setScope(MeshScope.NAME);
		// Callers get the proxy, also where they inject all beans of a type.
		definition.setAutowireCandidate(false);
		Class<?> userType = ClassUtils.getUserClass(type);
		Class<?> contract = ContractResolver.resolve(userType, annotation);
		String name = annotation.name().isEmpty() ? ContractResolver.serviceName(contract) : annotation.name();
		ServiceSpec spec = DeclaredSpec.of(new ServiceId(name, annotation.version()), userType, annotation);
		return new ServiceBean(beanName, contract, spec, true);
	}

	private static void addImports(String beanName, ImportMeshServices imported, Map<String, Class<?>> imports) {
		if (!imported.name().isEmpty() && imported.value().length != 1) {
			throw new MeshConfigurationException(
					"@ImportMeshServices on '" + beanName + "' gives the name '" + imported.name() + "' to "
							+ imported.value().length + " contracts.",
					"Repeat the annotation, with one contract and its name each.");
		}
		for (Class<?> contract : imported.value()) {
			String name = imported.name().isEmpty() ? ContractResolver.serviceName(contract) : imported.name();
			Class<?> other = imports.putIfAbsent(name, contract);
			if (other != null && other != contract) {
				throw new MeshConfigurationException(
						"Two contracts are imported for the service '" + name + "': '" + other.getName() + "' and '"
								+ contract.getName() + "'.",
						"Import one of them, or set 'name' on @ImportMeshServices.");
			}
		}
	}

	private static void registerProxy(BeanDefinitionRegistry registry, Class<?> contract) {
		String beanName = PROXY_PREFIX + contract.getName();
		if (registry.containsBeanDefinition(beanName)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition(MeshProxyFactoryBean.class);
		definition.getConstructorArgumentValues().addGenericArgumentValue(contract);
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, contract);
		definition.setPrimary(true);
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		registry.registerBeanDefinition(beanName, definition);
	}

	private static void adaptScheduling(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(SCHEDULING)) {
			RootBeanDefinition definition = new RootBeanDefinition(ScopedScheduling.class);
			definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			registry.removeBeanDefinition(SCHEDULING);
			registry.registerBeanDefinition(SCHEDULING, definition);
		}
	}

}
