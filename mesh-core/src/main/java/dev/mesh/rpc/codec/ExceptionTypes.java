package dev.mesh.rpc.codec;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mesh.rpc.MeshCallException;
import org.jspecify.annotations.Nullable;

/**
 * Which exceptions may arrive as their own type: those that contracts declare, common
 * ones of the JDK, and those whose class lies in the package of a contract or below. Safe
 * for use by any thread.
 */
final class ExceptionTypes {

	/**
	 * The JDK's. Of errors only that of a failed assertion: an OutOfMemoryError of
	 * another node must not look like one of this node.
	 */
	private static final List<Class<? extends Throwable>> COMMON = List.of(Exception.class, RuntimeException.class,
			ArithmeticException.class, ArrayIndexOutOfBoundsException.class, AssertionError.class,
			CancellationException.class, ClassCastException.class, ConcurrentModificationException.class,
			DateTimeException.class, EOFException.class, FileNotFoundException.class, IOException.class,
			IllegalArgumentException.class, IllegalStateException.class, IndexOutOfBoundsException.class,
			NoSuchElementException.class, NullPointerException.class, NumberFormatException.class,
			SecurityException.class, StringIndexOutOfBoundsException.class, TimeoutException.class,
			UnsupportedOperationException.class);

	/**
	 * Names from peers that were looked up: beyond this no more are, since a class loader
	 * keeps something for every name it was ever asked for.
	 */
	private static final int MAX_LOOKED_UP = 1024;

	private static final int MAX_NAME_LENGTH = 512;

	private final Map<String, Class<? extends Throwable>> known;

	private final Set<String> packages;

	private final ClassLoader loader;

	private final ConcurrentHashMap<String, Optional<Class<? extends Throwable>>> lookedUp = new ConcurrentHashMap<>();

	ExceptionTypes(Collection<Class<? extends Throwable>> declared, Set<String> packages, ClassLoader loader) {
		this.known = Stream.concat(COMMON.stream(), declared.stream().filter(ExceptionTypes::isPermitted))
			.distinct()
			.collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));
		this.packages = Set.copyOf(packages);
		this.loader = loader;
	}

	/**
	 * Return the class for a name that a peer sent.
	 * @return the class, not yet initialized, or {@code null} if it may not be loaded or
	 * is not there
	 */
	@Nullable Class<? extends Throwable> find(String name) {
		Class<? extends Throwable> type = this.known.get(name);
		if (type != null || name.length() > MAX_NAME_LENGTH || !isInPackage(name)) {
			return type;
		}
		Optional<Class<? extends Throwable>> found = this.lookedUp.get(name);
		if (found == null && this.lookedUp.size() < MAX_LOOKED_UP) {
			found = this.lookedUp.computeIfAbsent(name, this::load);
		}
		return (found != null) ? found.orElse(null) : null;
	}

	/**
	 * Tell whether an exception of this node may arrive as its own type on another.
	 */
	boolean permits(Class<?> type) {
		return this.known.get(type.getName()) == type
				|| (Exception.class.isAssignableFrom(type) && isPermitted(type) && isInPackage(type.getName()));
	}

	private boolean isInPackage(String name) {
		int end = name.lastIndexOf('.');
		while (end > 0) {
			if (this.packages.contains(name.substring(0, end))) {
				return true;
			}
			end = name.lastIndexOf('.', end - 1);
		}
		return false;
	}

	private Optional<Class<? extends Throwable>> load(String name) {
		try {
			Class<?> type = Class.forName(name, false, this.loader);
			if (Exception.class.isAssignableFrom(type) && isPermitted(type)) {
				return Optional.of(type.asSubclass(Exception.class));
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// Not in this node's jar: it arrives as a RemoteServiceException.
		}
		return Optional.empty();
	}

	/**
	 * A failed call inside the service says nothing about the call of the service: it
	 * must not arrive as a failed call of the same kind.
	 */
	private static boolean isPermitted(Class<?> type) {
		return !Modifier.isAbstract(type.getModifiers()) && !MeshCallException.class.isAssignableFrom(type);
	}

}
