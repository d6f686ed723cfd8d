package dev.mesh.rpc.server;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Reaches the virtual threads of Java 21 and later by reflection, since this is compiled
 * for 17.
 */
final class VirtualThreads {

	private VirtualThreads() {
	}

	static ExecutorService perTaskExecutor(String prefix) {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			type.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
			Object factory = type.getMethod("factory").invoke(builder);
			return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
				.invoke(null, factory);
		}
		catch (NoSuchMethodException | ClassNotFoundException | IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Virtual threads were asked for and this is Java "
					+ Runtime.version().feature() + ". Use Java 21 or later, or leave them off.", ex);
		}
	}

}
