package dev.mesh.rpc.codec;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * All classes that values of a node's contracts can have: the only ones it encodes or
 * decodes. The same contracts give the same closure on every node, in whatever order they
 * were found. Immutable.
 */
public final class TypeClosure {

	private final SortedMap<String, Class<?>> types;

	private final Set<Class<? extends Throwable>> exceptions;

	TypeClosure(Map<String, Class<?>> types, Set<Class<? extends Throwable>> exceptions) {
		this.types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
		this.exceptions = Set.copyOf(exceptions);
	}

	/**
	 * Start a closure.
	 * @return a builder, to be used by one thread
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the table to give to peers: the class names in their natural order.
	 * @return the table
	 */
	public TypeTable table() {
		return new TypeTable(List.copyOf(this.types.keySet()));
	}

	/**
	 * Return the classes, in the order of the table.
	 * @return the classes
	 */
	public Collection<Class<?>> types() {
		return this.types.values();
	}

	/**
	 * Return the exceptions that contracts declare.
	 * @return the exceptions
	 */
	public Set<Class<? extends Throwable>> exceptions() {
		return this.exceptions;
	}

	@Nullable Class<?> find(String name) {
		return this.types.get(name);
	}

	/**
	 * Collects types. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final TypeWalk walk = new TypeWalk();

		private Builder() {
			JdkTypes.implementations().forEach(this.walk::add);
		}

		/**
		 * Add the type of a parameter or result and all that is reachable from it.
		 * @param type the generic type; {@code void} adds nothing
		 * @return this builder
		 * @throws UnsupportedTypeException if a reachable type cannot be encoded; the
		 * builder must not be used any more
		 */
		public Builder value(Type type) {
			ResolvedType root = ResolvedType.of(type, Map.of());
			this.walk.visit(root, root.simpleName());
			return this;
		}

		/**
		 * Add an exception that a method declares, and what its own fields hold.
		 * @param type the exception
		 * @return this builder
		 * @throws UnsupportedTypeException if a field cannot be encoded; the builder must
		 * not be used any more
		 */
		public Builder exception(Class<? extends Throwable> type) {
			this.walk.visitException(type);
			return this;
		}

		/**
		 * Return the closure of what was added.
		 * @return the closure
		 */
		public TypeClosure build() {
			return this.walk.closure();
		}

	}

}
