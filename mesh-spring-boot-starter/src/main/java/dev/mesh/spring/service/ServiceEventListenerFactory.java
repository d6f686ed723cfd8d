package dev.mesh.spring.service;

import java.lang.reflect.Method;

import dev.mesh.spring.MeshService;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Lets {@code @EventListener} methods of a service hear events while the service is live
 * on this node, each of its beans there. Without it, publishing an event would fail
 * wherever the service is not.
 */
public final class ServiceEventListenerFactory implements EventListenerFactory, Ordered {

	private static final String TRANSACTIONAL = "org.springframework.transaction.event.TransactionalEventListener";

	private final MeshServiceScope scope;

	/**
	 * Create a factory.
	 * @param scope knows which services are live here
	 */
	public ServiceEventListenerFactory(MeshServiceScope scope) {
		this.scope = scope;
	}

	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public boolean supportsMethod(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method.getDeclaringClass(), MeshService.class)
				&& !MergedAnnotations.from(method).isPresent(TRANSACTIONAL);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		return new LiveListener(beanName, type, method, this.scope);
	}

	/**
	 * Passes events on to the beans that are live.
	 */
	private static final class LiveListener extends ApplicationListenerMethodAdapter {

		private final String beanName;

		private final MeshServiceScope scope;

		private LiveListener(String beanName, Class<?> type, Method method, MeshServiceScope scope) {
			super(beanName, type, method);
			this.beanName = beanName;
			this.scope = scope;
		}

		@Override
		public void processEvent(ApplicationEvent event) {
			this.scope.eachLive(this.beanName, () -> super.processEvent(event));
		}

	}

}
