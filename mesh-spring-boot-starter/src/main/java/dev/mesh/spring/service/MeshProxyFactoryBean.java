package dev.mesh.spring.service;

import dev.mesh.service.MeshNode;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.util.Assert;

/**
 * The bean that callers of a contract inject: the node's proxy of it. It can be had
 * before the node is started.
 *
 * @param <T> the contract
 */
final class MeshProxyFactoryBean<T> implements FactoryBean<T>, BeanFactoryAware {

	private final Class<T> contract;

	private @Nullable BeanFactory beanFactory;

	MeshProxyFactoryBean(Class<T> contract) {
		this.contract = contract;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public T getObject() {
		Assert.state(this.beanFactory != null, "beanFactory is not set: let a Spring context make this bean");
		return this.beanFactory.getBean(MeshNode.class).proxy(this.contract);
	}

	@Override
	public Class<?> getObjectType() {
		return this.contract;
	}

}
