package dev.mesh.spring.service;

import dev.mesh.service.InstanceSource;
import dev.mesh.spring.MeshConfigurationException;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Makes and ends the beans of one service through the context, so that each has
 * everything a Spring bean has: injection, callbacks, proxies and timers.
 */
public final class ServiceBeanSource implements InstanceSource {

	private final ServiceBean service;

	private final ConfigurableBeanFactory beanFactory;

	private final MeshServiceScope scope;

	private final ObjectProvider<ScheduledAnnotationBeanPostProcessor> scheduling;

	/**
	 * Create a source.
	 * @param service the service
	 * @param beanFactory makes its bean
	 * @param scope holds its bean
	 */
	public ServiceBeanSource(ServiceBean service, ConfigurableBeanFactory beanFactory, MeshServiceScope scope) {
		this.service = service;
		this.beanFactory = beanFactory;
		this.scope = scope;
		this.scheduling = beanFactory.getBeanProvider(ScheduledAnnotationBeanPostProcessor.class);
	}

	@Override
	public Object create() {
		String beanName = this.service.beanName();
		Object bean = this.scope.activate(beanName, () -> this.beanFactory.getBean(beanName));
		if (!this.service.contract().isInstance(bean)) {
			destroy(bean);
			throw new MeshConfigurationException(
					"'" + beanName + "' is proxied by '" + bean.getClass().getName() + "', which hides its contract '"
							+ this.service.contract().getName() + "'.",
					"Let its class implement the contract itself, or set spring.aop.proxy-target-class=true.");
		}
		return bean;
	}

	@Override
	public Class<?> typeOf(Object bean) {
		return AopUtils.getTargetClass(bean);
	}

	/**
	 * Timers stop first. Spring keeps them under the proxy where a bean has one, and
	 * looks for them under the bean itself when that ends, so they are stopped here by
	 * what it keeps them under.
	 */
	@Override
	public void destroy(Object bean) {
		String beanName = this.service.beanName();
		this.scheduling.forEach((processor) -> processor.postProcessBeforeDestruction(bean, beanName));
		this.scope.destroy(beanName, bean);
	}

}
