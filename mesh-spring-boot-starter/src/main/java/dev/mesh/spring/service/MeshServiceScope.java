package dev.mesh.spring.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.mesh.spring.MeshScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * Holds the service beans that are live on this node, of one name as many as there are
 * instances. A bean is made by {@link #activate(String, Supplier)} alone; whoever asks
 * the context for one that is not live gets an error instead of a bean behind the plan's
 * back. Safe for use by any thread; the steps of one bean are not taken at the same time.
 */
public final class MeshServiceScope implements Scope, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MeshServiceScope.class);

	/** By name, in the order in which they were made. */
	private final Map<String, List<LiveBean>> live = new ConcurrentHashMap<>();

	/** Which of a name this thread means: the one that it is making, or is to address. */
	@SuppressWarnings("ThreadLocalUsage") // a context has one scope, and clears it
	private final ThreadLocal<@Nullable LiveBean> meant = new ThreadLocal<>();

	/**
	 * Run an action for each bean of a name that is live on this node; in it, the context
	 * returns that bean.
	 * @param beanName the name
	 * @param action the action
	 */
	void eachLive(String beanName, Runnable action) {
		for (LiveBean bean : this.live.getOrDefault(beanName, List.of())) {
			if (bean.object != null) {
				LiveBean outer = this.meant.get();
				this.meant.set(bean);
				try {
					action.run();
				}
				finally {
					restore(outer);
				}
			}
		}
	}

	/**
	 * Make one more bean of a name live.
	 * @param beanName the bean
	 * @param lookup asks the context for it
	 * @return the bean, with its proxies
	 */
	Object activate(String beanName, Supplier<Object> lookup) {
		LiveBean made = new LiveBean(beanName);
		this.live.computeIfAbsent(beanName, (name) -> new CopyOnWriteArrayList<>()).add(made);
		LiveBean outer = this.meant.get();
		this.meant.set(made);
		try {
			return lookup.get();
		}
		catch (RuntimeException | Error ex) {
			end(made);
			throw ex;
		}
		finally {
			restore(outer);
		}
	}

	/**
	 * End a bean: run its destruction callbacks. Does nothing if it is not live.
	 * @param beanName the bean's name
	 * @param object the bean
	 */
	void destroy(String beanName, Object object) {
		this.live.getOrDefault(beanName, List.of())
			.stream()
			.filter((bean) -> bean.object == object)
			.findFirst()
			.ifPresent(this::end);
	}

	private void end(LiveBean bean) {
		List<LiveBean> all = this.live.get(bean.name);
		if (all != null && all.remove(bean)) {
			bean.destroy();
		}
	}

	/**
	 * End what is still live, when the context closes.
	 */
	@Override
	public void close() {
		this.live.values().forEach((beans) -> List.copyOf(beans).forEach(this::end));
	}

	@Override
	public Object get(String name, ObjectFactory<?> objectFactory) {
		LiveBean making = meant(name);
		if (making == null) {
			LiveBean bean = anyLive(name);
			if (bean != null && bean.object != null) {
				return bean.object;
			}
			throw new IllegalStateException("'" + name
					+ "' is not live on this node. Inject its contract instead: calls then reach it wherever it is.");
		}
		Object made = making.object;
		if (made == null) {
			made = objectFactory.getObject();
			making.object = made;
		}
		return made;
	}

	private @Nullable LiveBean meant(String name) {
		LiveBean making = this.meant.get();
		return (making != null && making.name.equals(name)) ? making : null;
	}

	private @Nullable LiveBean anyLive(String name) {
		for (LiveBean bean : this.live.getOrDefault(name, List.of())) {
			if (bean.object != null) {
				return bean;
			}
		}
		return null;
	}

	@Override
	public @Nullable Object remove(String name) {
		LiveBean bean = anyLive(name);
		if (bean == null || !this.live.getOrDefault(name, List.of()).remove(bean)) {
			return null;
		}
		return bean.object;
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
		LiveBean making = meant(name);
		if (making == null) {
			logger.warn("'{}' is gone and its destruction callback comes too late: it is run now", name);
			callback.run();
			return;
		}
		making.onDestruction(callback);
	}

	@Override
	public @Nullable Object resolveContextualObject(String key) {
		return null;
	}

	@Override
	public String getConversationId() {
		return MeshScope.NAME;
	}

	private void restore(@Nullable LiveBean outer) {
		if (outer != null) {
			this.meant.set(outer);
		}
		else {
			this.meant.remove();
		}
	}

	/**
	 * One live bean and what ends it.
	 */
	private static final class LiveBean {

		private final String name;

		private final List<Runnable> callbacks = new ArrayList<>();

		private volatile @Nullable Object object;

		LiveBean(String name) {
			this.name = name;
		}

		private synchronized void onDestruction(Runnable callback) {
			this.callbacks.add(callback);
		}

		private synchronized void destroy() {
			for (Runnable callback : this.callbacks) {
				try {
					callback.run();
				}
				catch (RuntimeException ex) {
					logger.warn("'{}' did not end cleanly", this.name, ex);
				}
			}
			this.callbacks.clear();
		}

	}

}
