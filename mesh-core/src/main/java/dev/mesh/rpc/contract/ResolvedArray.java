package dev.mesh.rpc.contract;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;

/**
 * An array of a parameterized type, without type variables.
 *
 * @param component the type of the elements
 */
record ResolvedArray(Type component) implements GenericArrayType {

	@Override
	public Type getGenericComponentType() {
		return this.component;
	}

	@Override
	public String toString() {
		return this.component.getTypeName() + "[]";
	}

}
