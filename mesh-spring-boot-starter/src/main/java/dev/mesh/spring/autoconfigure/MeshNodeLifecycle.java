package dev.mesh.spring.autoconfigure;

import java.net.BindException;
import java.util.Map;

import dev.mesh.service.MeshExtension;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.MeshConfigurationException;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;

/**
 * Joins before the web server starts and leaves after it has stopped.
 */
final class MeshNodeLifecycle implements SmartLifecycle {

	/**
	 * Starts before and stops after Boot's web server, whose phase is 2048 above.
	 */
	static final int PHASE = DEFAULT_PHASE - 4096;

	private final MeshNode node;

	private final MeshProperties properties;

	private final ContextEvents events;

	private final ListableBeanFactory beanFactory;

	private boolean extended;

	private volatile boolean running;

	MeshNodeLifecycle(MeshNode node, MeshProperties properties, ContextEvents events, ListableBeanFactory beanFactory) {
		this.node = node;
		this.properties = properties;
		this.events = events;
		this.beanFactory = beanFactory;
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		addExtensions();
		try {
			this.node.start();
		}
		catch (RuntimeException ex) {
			throw explain(ex);
		}
		this.events.follow(this.node);
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		this.events.close();
		this.node.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Conditions are frozen when an application is processed ahead of time, this is not.
	 */
	@Override
	public boolean isAutoStartup() {
		return this.properties.enabled();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private void addExtensions() {
		if (!this.extended) {
			Map<String, MeshExtension> beans = this.beanFactory.getBeansOfType(MeshExtension.class);
			beans.forEach(this.node.extensions()::add);
			this.extended = true;
		}
	}

	private RuntimeException explain(RuntimeException ex) {
		if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof BindException) {
			return new MeshConfigurationException(
					"A port of this node is taken on '" + this.properties.bindAddress() + "': " + ex.getMessage() + ".",
					"Set 'mesh.cluster-port' and 'mesh.rpc-port' to free ports, or to 0 for any.", ex);
		}
		return ex;
	}

}
