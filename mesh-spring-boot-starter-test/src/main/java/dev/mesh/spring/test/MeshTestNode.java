package dev.mesh.spring.test;

import dev.mesh.service.MeshNode;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * One node of a {@link MeshTestCluster}: a Spring context. Safe for use by any thread.
 */
public final class MeshTestNode {

	private final String name;

	private final ConfigurableApplicationContext context;

	MeshTestNode(String name, ConfigurableApplicationContext context) {
		this.name = name;
		this.context = context;
	}

	/**
	 * Return the node's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the node's context.
	 * @return the context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Return a bean of the node. For a contract that is the proxy that callers inject.
	 * @param <T> the type
	 * @param type the type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return the node.
	 * @return the node
	 */
	public MeshNode mesh() {
		return bean(MeshNode.class);
	}

	/**
	 * Tell whether the node has neither been stopped nor killed.
	 * @return whether it is running
	 */
	public boolean isRunning() {
		return this.context.isActive();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
