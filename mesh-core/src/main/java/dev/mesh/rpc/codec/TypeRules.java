package dev.mesh.rpc.codec;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which classes of an application can be encoded.
 */
final class TypeRules {

	private TypeRules() {
	}

	/**
	 * Return why values of a class cannot be encoded.
	 * @return one or two sentences, or {@code null} if they can
	 */
	static @Nullable String refusal(Class<?> type) {
		if (type == Object.class) {
			return "it may hold anything. Use a concrete type, a type argument or a sealed interface.";
		}
		if (Throwable.class.isAssignableFrom(type)) {
			return "exceptions travel only when they are thrown. Use a record that holds what is needed.";
		}
		if (JdkTypes.isPartOfJdk(type)) {
			return "this type of the JDK has no meaning on another node. Use a record that holds what is needed.";
		}
		if (Modifier.isAbstract(type.getModifiers()) && !type.isSealed()) {
			return "its implementations are not known. Make it sealed, or use a record or another concrete class.";
		}
		return structureRefusal(type);
	}

	/**
	 * Return why a superclass, which may be abstract, cannot be a part of a value.
	 */
	static @Nullable String superclassRefusal(Class<?> type) {
		if (JdkTypes.isPartOfJdk(type)) {
			return "it extends %s of the JDK. Use a record or a class that holds one.".formatted(type.getName());
		}
		return structureRefusal(type);
	}

	private static @Nullable String structureRefusal(Class<?> type) {
		if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
			return "only collections of the JDK travel. Use a class that holds one.";
		}
		if (type.isHidden() || type.isAnonymousClass() || (type.isLocalClass() && !isStatic(type))
				|| (type.isMemberClass() && !isStatic(type))) {
			return "it belongs to an instance of the class around it. Make it static.";
		}
		if (Externalizable.class.isAssignableFrom(type) || hasSerializationHook(type)) {
			return "it relies on Java serialization methods, which are never called. Use a record.";
		}
		return null;
	}

	/**
	 * Return the fields of one class that are part of its values, without those of its
	 * superclasses.
	 */
	static List<Field> fields(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
					&& !field.isSynthetic())
			.toList();
	}

	private static boolean isStatic(Class<?> type) {
		return Modifier.isStatic(type.getModifiers()) || type.isRecord() || type.isInterface() || type.isEnum();
	}

	private static boolean hasSerializationHook(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods()).anyMatch(TypeRules::isSerializationHook);
	}

	private static boolean isSerializationHook(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		return switch (method.getName()) {
			case "writeReplace", "readResolve" -> parameters.length == 0;
			case "writeObject" -> parameters.length == 1 && parameters[0] == ObjectOutputStream.class;
			case "readObject" -> parameters.length == 1 && parameters[0] == ObjectInputStream.class;
			default -> false;
		};
	}

}
