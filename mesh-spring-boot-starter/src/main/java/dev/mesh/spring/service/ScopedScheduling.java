package dev.mesh.spring.service;

import java.util.IdentityHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Spring's treatment of {@code @Scheduled}, made fit for beans that come and go on other
 * threads. Spring's own collects timers without a lock until the context is refreshed and
 * starts them then; service beans are made while that goes on. Their timers wait for the
 * refresh here, and everything after it takes one lock.
 */
final class ScopedScheduling extends ScheduledAnnotationBeanPostProcessor {

	private final Object lock = new Object();

	private final IdentityHashMap<Object, String> waiting = new IdentityHashMap<>();

	private @Nullable ConfigurableListableBeanFactory beans;

	private boolean refreshed;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		this.beans = (ConfigurableListableBeanFactory) beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!isService(beanName)) {
			return schedule(bean, beanName);
		}
		synchronized (this.lock) {
			if (!this.refreshed) {
				this.waiting.put(bean, beanName);
				return bean;
			}
			return schedule(bean, beanName);
		}
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		synchronized (this.lock) {
			this.waiting.remove(bean);
			super.postProcessBeforeDestruction(bean, beanName);
		}
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		if (event instanceof ContextRefreshedEvent) {
			super.onApplicationEvent(event);
			scheduleWaiting();
			return;
		}
		synchronized (this.lock) {
			super.onApplicationEvent(event);
		}
	}

	private void scheduleWaiting() {
		synchronized (this.lock) {
			this.refreshed = true;
			this.waiting.forEach(this::schedule);
			this.waiting.clear();
		}
	}

	private Object schedule(Object bean, String beanName) {
		synchronized (this.lock) {
			return super.postProcessAfterInitialization(bean, beanName);
		}
	}

	private boolean isService(String beanName) {
		return this.beans != null && ServiceBeanRegistrar.isService(this.beans, beanName);
	}

}
