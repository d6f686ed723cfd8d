package dev.mesh.spring.autoconfigure.cloud;

import dev.mesh.service.MeshNode;

import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Tells Spring Cloud that this node can be found. Its discovery health stays unknown
 * until somebody says so.
 */
final class RegistrationLifecycle implements SmartLifecycle {

	private final MeshNode node;

	private final ApplicationEventPublisher publisher;

	private volatile boolean running;

	RegistrationLifecycle(MeshNode node, ApplicationEventPublisher publisher) {
		this.node = node;
		this.publisher = publisher;
	}

	@Override
	public void start() {
		this.running = true;
		this.publisher.publishEvent(new InstanceRegisteredEvent<>(this, this.node.cluster().self()));
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
