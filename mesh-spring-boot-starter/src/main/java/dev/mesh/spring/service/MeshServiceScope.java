package dev.mesh.spring.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.mesh.spring.MeshScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * Holds the service beans that are live on this node. A bean is made by
 * {@link #activate(String, Supplier)} alone; whoever asks the context for one that is not
 * live gets an error instead of a second bean behind the plan's back. Safe for use by any
 * thread; the two steps of one bean are not taken at the same time.
 */
public final class MeshServiceScope implements Scope, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MeshServiceScope.class);

	private final Map<String, LiveBean> live = new ConcurrentHashMap<>();

	private final ThreadLocal<@Nullable String> activating = new ThreadLocal<>();

	/**
	 * Tell whether a bean is live on this node.
	 * @param beanName the bean
	 * @return whether it is live
	 */
	public boolean isLive(String beanName) {
		LiveBean bean = this.live.get(beanName);
		return bean != null && bean.object != null;
	}

	/**
	 * Make a bean live.
	 * @param beanName the bean
	 * @param lookup asks the context for it
	 * @return the bean, with its proxies
	 */
	Object activate(String beanName, Supplier<Object> lookup) {
		if (this.live.putIfAbsent(beanName, new LiveBean()) != null) {
			throw new IllegalStateException("'" + beanName + "' is live on this node already");
		}
		String outer = this.activating.get();
		this.activating.set(beanName);
		try {
			return lookup.get();
		}
		catch (RuntimeException | Error ex) {
			destroy(beanName);
			throw ex;
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * End a bean: run its destruction callbacks. Does nothing if it is not live.
	 * @param beanName the bean
	 */
	void destroy(String beanName) {
		LiveBean bean = this.live.remove(beanName);
		if (bean != null) {
			bean.destroy(beanName);
		}
	}

	/**
	 * End what is still live, when the context closes.
	 */
	@Override
	public void close() {
		List.copyOf(this.live.keySet()).forEach(this::destroy);
	}

	@Override
	public Object get(String name, ObjectFactory<?> objectFactory) {
		LiveBean bean = this.live.get(name);
		if (bean != null && bean.object != null) {
			return bean.object;
		}
		if (bean == null || !name.equals(this.activating.get())) {
			throw new IllegalStateException("'" + name
					+ "' is not live on this node. Inject its contract instead: calls then reach it wherever it is.");
		}
		Object created = objectFactory.getObject();
		bean.object = created;
		return created;
	}

	@Override
	public @Nullable Object remove(String name) {
		LiveBean bean = this.live.remove(name);
		return (bean != null) ? bean.object : null;
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
		LiveBean bean = this.live.get(name);
		if (bean == null) {
			logger.warn("'{}' is gone and its destruction callback comes too late: it is run now", name);
			callback.run();
			return;
		}
		bean.onDestruction(callback);
	}

	@Override
	public @Nullable Object resolveContextualObject(String key) {
		return null;
	}

	@Override
	public String getConversationId() {
		return MeshScope.NAME;
	}

	private void restore(@Nullable String outer) {
		if (outer != null) {
			this.activating.set(outer);
		}
		else {
			this.activating.remove();
		}
	}

	/**
	 * One live bean and what ends it.
	 */
	private static final class LiveBean {

		private final List<Runnable> callbacks = new ArrayList<>();

		private volatile @Nullable Object object;

		private synchronized void onDestruction(Runnable callback) {
			this.callbacks.add(callback);
		}

		private synchronized void destroy(String beanName) {
			for (Runnable callback : this.callbacks) {
				try {
					callback.run();
				}
				catch (RuntimeException ex) {
					logger.warn("'{}' did not end cleanly", beanName, ex);
				}
			}
			this.callbacks.clear();
		}

	}

}
