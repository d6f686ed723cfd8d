package dev.mesh.rpc.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A parameterized type without type variables. Equal to the runtime's own.
 */
final class ResolvedType implements ParameterizedType {

	private final Class<?> raw;

	private final Type[] arguments;

	ResolvedType(Class<?> raw, Type[] arguments) {
		this.raw = raw;
		this.arguments = arguments;
	}

	@Override
	public Type[] getActualTypeArguments() {
		return this.arguments.clone();
	}

	@Override
	public Type getRawType() {
		return this.raw;
	}

	@Override
	@SuppressWarnings("NullAway") // a nested class has one, others have none: the JDK
									// returns null too
	public Type getOwnerType() {
		return this.raw.getDeclaringClass();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ParameterizedType type && this.raw.equals(type.getRawType())
				&& Arrays.equals(this.arguments, type.getActualTypeArguments());
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.arguments) ^ this.raw.hashCode();
	}

	@Override
	public String toString() {
		return this.raw.getName()
				+ Arrays.stream(this.arguments).map(Type::getTypeName).collect(Collectors.joining(",", "<", ">"));
	}

}
