package dev.mesh.rpc.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.mesh.rpc.fingerprint.TypeShape;
import dev.mesh.rpc.fingerprint.TypeShape.Kind;
import dev.mesh.rpc.fingerprint.TypeShapes;
import org.jspecify.annotations.Nullable;

/**
 * Describes the types of a contract as the codec writes them: its fields and no others,
 * each with its type arguments in place. For types that the {@link TypeClosure} has taken
 * in. Used by one thread.
 */
public final class ShapeWalk implements TypeShapes {

	private final Map<String, TypeShape> shapes = new HashMap<>();

	private final Deque<ResolvedType> open = new ArrayDeque<>();

	@Override
	public String add(Type type) {
		String name = visit(ResolvedType.of(type, Map.of()));
		while (!this.open.isEmpty()) {
			describe(this.open.remove());
		}
		return name;
	}

	@Override
	public Map<String, TypeShape> shapes() {
		return Map.copyOf(this.shapes);
	}

	private String visit(ResolvedType type) {
		if (!isValue(type.raw())) {
			this.open.add(type);
		}
		return name(type);
	}

	private static boolean isValue(Class<?> type) {
		return type.isPrimitive() || JdkTypes.isValue(type);
	}

	private static String name(ResolvedType type) {
		List<String> arguments = type.arguments().stream().map(ShapeWalk::name).toList();
		if (type.raw().isArray()) {
			return arguments.get(0) + "[]";
		}
		return type.raw().getName()
				+ (arguments.isEmpty() ? "" : arguments.stream().collect(Collectors.joining(",", "<", ">")));
	}

	private void describe(ResolvedType type) {
		String name = name(type);
		if (this.shapes.containsKey(name)) {
			return;
		}
		Class<?> raw = type.raw();
		if (raw.isEnum()) {
			this.shapes.put(name, TypeShape.enumeration(
					Arrays.stream(raw.getEnumConstants()).map((constant) -> ((Enum<?>) constant).name()).toList()));
		}
		else if (raw.isArray() || JdkTypes.isContainer(raw)) {
			this.shapes.put(name, TypeShape.container(type.arguments().stream().map(this::visit).toList()));
		}
		else {
			this.shapes.put(name, TypeShape.of(kind(raw), fields(type), subtypes(type)));
		}
	}

	private static Kind kind(Class<?> type) {
		return type.isRecord() ? Kind.RECORD : type.isInterface() ? Kind.INTERFACE : Kind.CLASS;
	}

	private Map<String, String> fields(ResolvedType type) {
		Map<String, String> fields = new HashMap<>();
		ResolvedType layer = type;
		while (layer != null) {
			Map<TypeVariable<?>, ResolvedType> bindings = layer.bindings();
			for (Field field : TypeRules.fields(layer.raw())) {
				String name = (layer.raw() == type.raw()) ? field.getName()
						: layer.raw().getName() + "." + field.getName();
				fields.put(name, visit(ResolvedType.of(field.getGenericType(), bindings)));
			}
			layer = superclass(layer, bindings);
		}
		return fields;
	}

	private static @Nullable ResolvedType superclass(ResolvedType type, Map<TypeVariable<?>, ResolvedType> bindings) {
		Type superclass = type.raw().getGenericSuperclass();
		boolean none = superclass == null || superclass == Object.class || superclass == Record.class;
		return none ? null : ResolvedType.of(superclass, bindings);
	}

	private List<String> subtypes(ResolvedType type) {
		List<String> subtypes = new ArrayList<>();
		if (type.raw().isSealed()) {
			for (Class<?> permitted : type.raw().getPermittedSubclasses()) {
				subtypes.add(visit(type.subtype(permitted)));
			}
		}
		return subtypes;
	}

}
