package dev.mesh.rpc.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A type without variables and wildcards. Equal types are equal here, which
 * {@link ParameterizedType} does not promise.
 *
 * @param raw the class
 * @param arguments the type arguments, or the component of an array; empty for a plain
 * class and for a raw use of a generic one
 */
record ResolvedType(Class<?> raw, List<ResolvedType> arguments) {

	/**
	 * Resolve a type. A variable that is not bound stands for its bound.
	 */
	static ResolvedType of(Type type, Map<TypeVariable<?>, ResolvedType> bindings) {
		if (type instanceof Class<?> plain) {
			Class<?> component = plain.getComponentType();
			return new ResolvedType(plain, (component != null) ? List.of(of(component, bindings)) : List.of());
		}
		if (type instanceof ParameterizedType parameterized) {
			return new ResolvedType((Class<?>) parameterized.getRawType(),
					Arrays.stream(parameterized.getActualTypeArguments()).map((it) -> of(it, bindings)).toList());
		}
		if (type instanceof GenericArrayType array) {
			ResolvedType component = of(array.getGenericComponentType(), bindings);
			return new ResolvedType(component.raw().arrayType(), List.of(component));
		}
		if (type instanceof WildcardType wildcard) {
			return of(wildcard.getUpperBounds()[0], bindings);
		}
		if (type instanceof TypeVariable<?> variable) {
			ResolvedType bound = bindings.get(variable);
			// Only the erasure of a bound: T extends Comparable<T> has no end.
			return (bound != null) ? bound : new ResolvedType(erase(variable.getBounds()[0]), List.of());
		}
		throw new IllegalArgumentException("unknown kind of type " + type);
	}

	private static Class<?> erase(Type type) {
		if (type instanceof Class<?> plain) {
			return plain;
		}
		if (type instanceof ParameterizedType parameterized) {
			return (Class<?>) parameterized.getRawType();
		}
		return (type instanceof TypeVariable<?> variable) ? erase(variable.getBounds()[0]) : Object.class;
	}

	/**
	 * Return what the variables of the class stand for.
	 */
	Map<TypeVariable<?>, ResolvedType> bindings() {
		TypeVariable<?>[] variables = this.raw.getTypeParameters();
		Map<TypeVariable<?>, ResolvedType> bindings = new HashMap<>();
		if (variables.length == this.arguments.size()) {
			for (int i = 0; i < variables.length; i++) {
				bindings.put(variables[i], this.arguments.get(i));
			}
		}
		return bindings;
	}

	/**
	 * Return a subclass of this type, its variables bound by what it passes up.
	 */
	ResolvedType subtype(Class<?> subclass) {
		Map<TypeVariable<?>, ResolvedType> bindings = new HashMap<>();
		bindFrom(subclass.getGenericSuperclass(), bindings);
		for (Type superinterface : subclass.getGenericInterfaces()) {
			bindFrom(superinterface, bindings);
		}
		return new ResolvedType(subclass,
				Arrays.stream(subclass.getTypeParameters()).map((it) -> of(it, bindings)).toList());
	}

	@SuppressWarnings("ReferenceEquality")
	private void bindFrom(@Nullable Type supertype, Map<TypeVariable<?>, ResolvedType> bindings) {
		if (!(supertype instanceof ParameterizedType parameterized) || parameterized.getRawType() != this.raw) {
			return;
		}
		Type[] passed = parameterized.getActualTypeArguments();
		for (int i = 0; i < passed.length && i < this.arguments.size(); i++) {
			if (passed[i] instanceof TypeVariable<?> variable) {
				bindings.put(variable, this.arguments.get(i));
			}
		}
	}

	int depth() {
		return 1 + this.arguments.stream().mapToInt(ResolvedType::depth).max().orElse(0);
	}

	String simpleName() {
		return this.raw.getSimpleName();
	}

	@Override
	public String toString() {
		return this.raw.isArray() ? this.raw.getTypeName() : this.raw.getTypeName() + (this.arguments.isEmpty() ? ""
				: this.arguments.stream().map(ResolvedType::toString).collect(Collectors.joining(", ", "<", ">")));
	}

}
