package dev.mesh.rpc.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks from a type to all types that its values can hold.
 */
final class TypeWalk {

	/**
	 * How deep type arguments may nest: {@code class Node<T> { Node<List<T>> next; }} has
	 * no end.
	 */
	private static final int MAX_NESTING = 32;

	private final Set<ResolvedType> seen = new HashSet<>();

	private final Map<String, Class<?>> found = new HashMap<>();

	private final Set<Class<? extends Throwable>> exceptions = new HashSet<>();

	TypeClosure closure() {
		return new TypeClosure(this.found, this.exceptions);
	}

	void add(Class<?> type) {
		Class<?> other = this.found.putIfAbsent(type.getName(), type);
		if (other != null && other != type) {
			throw new UnsupportedTypeException(type, type.getName(),
					"two class loaders have a class of that name. Load the contracts with one class loader.");
		}
	}

	void visit(ResolvedType type, String path) {
		if (type.raw().isPrimitive() || !this.seen.add(type)) {
			return;
		}
		if (type.depth() > MAX_NESTING) {
			throw refusal(type, path, "its type arguments nest without end. Use a type that does not contain a "
					+ "larger form of itself.");
		}
		Class<?> raw = type.raw();
		if (raw.isArray()) {
			visitArray(type, path);
		}
		else if (raw.isEnum()) {
			addEnum(raw);
		}
		else if (JdkTypes.isContainer(raw)) {
			visitContainer(type, path);
		}
		else if (!JdkTypes.isValue(raw)) {
			visitOwn(type, path);
		}
	}

	void visitException(Class<? extends Throwable> type) {
		if (!this.exceptions.add(type)) {
			return;
		}
		Class<?> layer = type;
		while (layer != null && !JdkTypes.isPartOfJdk(layer)) {
			visitFields(new ResolvedType(layer, List.of()), type.getSimpleName());
			layer = layer.getSuperclass();
		}
	}

	private void visitArray(ResolvedType type, String path) {
		ResolvedType component = type.arguments().get(0);
		visit(component, path + "[]");
		if (!component.raw().isPrimitive()) {
			add(type.raw());
		}
	}

	private void addEnum(Class<?> type) {
		add(type);
		// A constant with a body has a class of its own.
		for (Object constant : type.getEnumConstants()) {
			add(constant.getClass());
		}
	}

	private void visitContainer(ResolvedType type, String path) {
		Class<?> raw = type.raw();
		List<ResolvedType> arguments = type.arguments();
		if (arguments.isEmpty() && raw.getTypeParameters().length > 0) {
			throw refusal(type, path, "what it holds is not declared. Write the type argument, as in List<String>.");
		}
		if (Map.class.isAssignableFrom(raw) && arguments.size() == 2) {
			visit(arguments.get(0), path + "{key}");
			visit(arguments.get(1), path + "{value}");
			return;
		}
		for (ResolvedType argument : arguments) {
			visit(argument, path + "[]");
		}
	}

	private void visitOwn(ResolvedType type, String path) {
		Class<?> raw = type.raw();
		String refusal = TypeRules.refusal(raw);
		if (refusal != null) {
			throw refusal(type, path, refusal);
		}
		if (raw.isSealed()) {
			for (Class<?> permitted : raw.getPermittedSubclasses()) {
				visit(type.subtype(permitted), path);
			}
		}
		if (!raw.isInterface()) {
			visitLayers(type, path);
		}
	}

	/**
	 * A superclass is a layer of its subclass: it needs an id even if it is abstract.
	 */
	private void visitLayers(ResolvedType type, String path) {
		ResolvedType layer = type;
		while (true) {
			add(layer.raw());
			Map<TypeVariable<?>, ResolvedType> bindings = visitFields(layer, path);
			Type superclass = layer.raw().getGenericSuperclass();
			if (superclass == null || superclass == Object.class || superclass == Record.class) {
				return;
			}
			layer = ResolvedType.of(superclass, bindings);
			String refusal = TypeRules.superclassRefusal(layer.raw());
			if (refusal != null) {
				throw refusal(type, path, refusal);
			}
		}
	}

	private Map<TypeVariable<?>, ResolvedType> visitFields(ResolvedType type, String path) {
		Map<TypeVariable<?>, ResolvedType> bindings = type.bindings();
		for (Field field : TypeRules.fields(type.raw())) {
			visit(ResolvedType.of(field.getGenericType(), bindings), path + "." + field.getName());
		}
		return bindings;
	}

	private static UnsupportedTypeException refusal(ResolvedType type, String path, String reason) {
		return new UnsupportedTypeException(type.raw(), path, reason);
	}

}
