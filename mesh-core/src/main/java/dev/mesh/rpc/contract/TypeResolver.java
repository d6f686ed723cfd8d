package dev.mesh.rpc.contract;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Replaces the type variables in an interface's methods by what the interface fixes them
 * to: with {@code interface Carts extends Store<Cart>}, {@code T} of {@code Store} is
 * {@code Cart}. A variable that nothing fixes becomes its bound.
 */
final class TypeResolver {

	private final Map<TypeVariable<?>, Type> fixed = new HashMap<>();

	TypeResolver(Class<?> type) {
		collect(type);
	}

	private void collect(Class<?> type) {
		for (Type parent : type.getGenericInterfaces()) {
			if (parent instanceof ParameterizedType parameterized) {
				TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
				for (int i = 0; i < variables.length; i++) {
					this.fixed.put(variables[i], parameterized.getActualTypeArguments()[i]);
				}
			}
		}
		for (Class<?> parent : type.getInterfaces()) {
			collect(parent);
		}
	}

	Type resolve(Type type) {
		return resolve(type, new HashSet<>());
	}

	private Type resolve(Type type, Set<TypeVariable<?>> open) {
		if (type instanceof TypeVariable<?> variable) {
			return resolveVariable(variable, open);
		}
		if (type instanceof WildcardType wildcard) {
			return resolve(wildcard.getUpperBounds()[0], open);
		}
		if (type instanceof GenericArrayType array) {
			return arrayOf(resolve(array.getGenericComponentType(), open));
		}
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = resolve(arguments[i], open);
			}
			return new ResolvedType((Class<?>) parameterized.getRawType(), arguments);
		}
		return type;
	}

	private Type resolveVariable(TypeVariable<?> variable, Set<TypeVariable<?>> open) {
		Type value = this.fixed.get(variable);
		if (value != null) {
			return resolve(value, open);
		}
		// T extends Comparable<T> would never end: inside its own bound T is erased.
		Type bound = variable.getBounds()[0];
		if (!open.add(variable)) {
			return erase(bound);
		}
		Type resolved = resolve(bound, open);
		open.remove(variable);
		return resolved;
	}

	private static Type arrayOf(Type component) {
		return (component instanceof Class<?> type) ? type.arrayType() : new ResolvedArray(component);
	}

	static Class<?> erase(Type type) {
		if (type instanceof Class<?> erased) {
			return erased;
		}
		if (type instanceof ParameterizedType parameterized) {
			return (Class<?>) parameterized.getRawType();
		}
		if (type instanceof GenericArrayType array) {
			return erase(array.getGenericComponentType()).arrayType();
		}
		return Object.class;
	}

}
