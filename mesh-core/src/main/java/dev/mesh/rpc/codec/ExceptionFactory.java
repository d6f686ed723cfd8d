package dev.mesh.rpc.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

import dev.mesh.rpc.RemoteServiceException;
import dev.mesh.rpc.codec.RemoteThrowable.FieldValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes exceptions out of what another node tells of them.
 *
 * <p>
 * An exception whose fields are all known is restored as deserialization would do it: the
 * constructor of its JDK superclass sets message and cause, then the fields are set, and
 * no constructor of its own runs. So {@code OutOfStockException(String sku)} keeps both
 * its message and its {@code sku()}. Where that fails, its own constructors
 * {@code (String, Throwable)}, {@code (String)} and {@code ()} are tried.
 */
final class ExceptionFactory {

	private static final Logger logger = LoggerFactory.getLogger(ExceptionFactory.class);

	Throwable create(@Nullable Class<? extends Throwable> type, RemoteThrowable remote, @Nullable Throwable cause) {
		Throwable made = (type != null) ? make(type, remote, cause) : null;
		if (made == null) {
			String message = (remote.message() != null) ? remote.message() : "(no message)";
			made = new RemoteServiceException(remote.type(), message, cause);
		}
		made.setStackTrace(remote.frames().toArray(StackTraceElement[]::new));
		return made;
	}

	private static @Nullable Throwable make(Class<? extends Throwable> type, RemoteThrowable remote,
			@Nullable Throwable cause) {
		try {
			Throwable made = (remote.complete() && !JdkTypes.isPartOfJdk(type)) ? restore(type, remote, cause) : null;
			if (made == null) {
				made = construct(type, type, remote.message(), cause);
			}
			if (made != null) {
				setFields(made, remote);
			}
			return made;
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			logger.debug("{} of another node cannot be made here and arrives as RemoteServiceException.",
					type.getName(), ex);
			return null;
		}
	}

	private static @Nullable Throwable restore(Class<? extends Throwable> type, RemoteThrowable remote,
			@Nullable Throwable cause) throws ReflectiveOperationException {
		Class<?> jdkLayer = type;
		while (!JdkTypes.isPartOfJdk(jdkLayer)) {
			jdkLayer = jdkLayer.getSuperclass();
		}
		return construct(type, jdkLayer, remote.message(), cause);
	}

	/**
	 * Make an instance of a type with a constructor of the type or of a superclass.
	 */
	private static @Nullable Throwable construct(Class<? extends Throwable> type, Class<?> declaring,
			@Nullable String message, @Nullable Throwable cause) throws ReflectiveOperationException {
		Constructor<?> constructor = find(declaring, String.class, Throwable.class);
		if (constructor != null) {
			return (Throwable) adapt(type, constructor).newInstance(message, cause);
		}
		constructor = find(declaring, String.class);
		Object[] arguments = { message };
		if (constructor == null) {
			constructor = find(declaring);
			arguments = new Object[0];
		}
		if (constructor == null) {
			return null;
		}
		Throwable made = (Throwable) adapt(type, constructor).newInstance(arguments);
		if (cause != null && made.getCause() == null) {
			made.initCause(cause);
		}
		return made;
	}

	private static @Nullable Constructor<?> find(Class<?> type, Class<?>... parameters) {
		try {
			return type.getDeclaredConstructor(parameters);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	/**
	 * Turn a superclass's constructor into one that makes the subclass. The JDK supports
	 * this for serialization libraries in {@code jdk.unsupported}; it is called by name
	 * since javac warns of it in a way that cannot be turned off.
	 */
	private static Constructor<?> adapt(Class<?> type, Constructor<?> constructor) throws ReflectiveOperationException {
		if (constructor.getDeclaringClass() == type) {
			if (!JdkTypes.isPartOfJdk(type)) {
				constructor.setAccessible(true);
			}
			return constructor;
		}
		Class<?> factoryType = Class.forName("sun.reflect.ReflectionFactory");
		Object factory = factoryType.getMethod("getReflectionFactory").invoke(null);
		Method adapter = factoryType.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
		return (Constructor<?>) adapter.invoke(factory, type, constructor);
	}

	private static void setFields(Throwable made, RemoteThrowable remote) throws IllegalAccessException {
		for (Class<?> layer = made.getClass(); !JdkTypes.isPartOfJdk(layer); layer = layer.getSuperclass()) {
			for (Field field : TypeRules.fields(layer)) {
				for (FieldValue value : remote.fields()) {
					if (value.layer().equals(layer.getName()) && value.name().equals(field.getName())
							&& accepts(field, value.value())) {
						field.setAccessible(true);
						field.set(made, value.value());
					}
				}
			}
		}
	}

	/**
	 * Tell whether a value fits; between versions a field may have changed its type.
	 */
	private static boolean accepts(Field field, @Nullable Object value) {
		return (value != null) || !field.getType().isPrimitive();
	}

	/**
	 * Return the value of a field.
	 * @throws InaccessibleObjectException if its module keeps it to itself
	 */
	static @Nullable Object get(Field field, Throwable exception) throws IllegalAccessException {
		field.setAccessible(true);
		return field.get(exception);
	}

}
