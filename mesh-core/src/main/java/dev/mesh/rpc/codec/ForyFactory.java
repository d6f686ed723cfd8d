package dev.mesh.rpc.codec;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.fory.Fory;
import org.apache.fory.exception.ForyException;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.resolver.SharedRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Fory instances that follow one type table.
 */
final class ForyFactory {

	/**
	 * Fory keeps what it ships with below this id.
	 */
	private static final int BUILT_IN_IDS = 256;

	/**
	 * What Fory ships with and rebuilds by calling into classes the bytes name.
	 */
	private static final Set<String> REPLACING = Set.of("org.apache.fory.serializer.LambdaSerializer$ReplaceStub",
			"org.apache.fory.serializer.JdkProxySerializer$ReplaceStub",
			"org.apache.fory.serializer.ReplaceResolveSerializer$ReplaceStub");

	private static final List<String> LISTS_WITH_NULLS = List.of("java.util.ImmutableCollections$ListN",
			"java.util.ImmutableCollections$SubList");

	static {
		// Fory logs to standard output unless told so before its classes load.
		LoggerFactory.useSlf4jLogging(true);
	}

	private final List<? extends @Nullable Class<?>> classes;

	private final ClassLoader loader;

	private final CodecLimits limits;

	private final SharedRegistry registry = new SharedRegistry();

	/**
	 * Create a factory.
	 * @param classes the classes by id; {@code null} where an id is not known here
	 */
	ForyFactory(List<? extends @Nullable Class<?>> classes, ClassLoader loader, CodecLimits limits) {
		this.classes = classes;
		this.loader = loader;
		this.limits = limits;
	}

	Fory create() {
		Fory fory = Fory.builder()
			.withXlang(false)
			.withCompatible(true)
			.requireClassRegistration(true)
			// Registration alone lets a list of JDK classes through by name.
			.withTypeChecker((resolver, className) -> false)
			.withDeserializeUnknownClass(false)
			// By name: an ordinal means another constant once one is inserted.
			.serializeEnumByName(true)
			.withRefTracking(false)
			.withCodegen(true)
			.withAsyncCompilation(true)
			.withMaxDepth(this.limits.maxDepth())
			.withMaxGraphMemoryBytes(this.limits.maxGraphBytes())
			.registerGuavaTypes(false)
			.withClassLoader(this.loader)
			.withSharedRegistry(this.registry)
			.build();
		ClassResolver resolver = (ClassResolver) fory.getTypeResolver();
		refuseBuiltIns(fory, resolver);
		replaceBuiltIns(fory, resolver);
		for (int id = 0; id < this.classes.size(); id++) {
			Class<?> type = this.classes.get(id);
			if (type != null && !resolver.isRegisteredById(type)) {
				register(fory, type, id);
			}
		}
		return fory;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void register(Fory fory, Class<?> type, int id) {
		if (JdkTypes.isView(type)) {
			fory.registerSerializer(type, new ViewSerializer(fory.getTypeResolver(), (Class) type));
		}
		fory.register(type, id);
	}

	/**
	 * Fory has ids for classes, lambdas, proxies, buffers and more: none of them is
	 * reachable from a contract.
	 */
	private static void refuseBuiltIns(Fory fory, ClassResolver resolver) {
		for (short id = 0; id < BUILT_IN_IDS; id++) {
			Class<?> type = resolver.getRegisteredClass(id);
			if (type != null && !isPermitted(type)) {
				fory.registerSerializer(type, new RefusingSerializer(fory.getConfig(), type));
			}
		}
	}

	private static void replaceBuiltIns(Fory fory, ClassResolver resolver) {
		fory.registerSerializer(BigDecimal.class, new DecimalSerializer(fory.getConfig()));
		fory.registerSerializer(ZonedDateTime.class, new ZonedDateTimeSerializer(fory.getConfig()));
		for (String name : LISTS_WITH_NULLS) {
			Class<?> type = resolver.getRegisteredClass(name);
			if (type != null) {
				fory.registerSerializer(type, new ImmutableListSerializer(resolver, type));
			}
		}
	}

	private static boolean isPermitted(Class<?> type) {
		if (type.isArray()) {
			return type.getComponentType() == Object.class || isPermitted(type.getComponentType());
		}
		if (!JdkTypes.isPartOfJdk(type)) {
			return !REPLACING.contains(type.getName());
		}
		return type.isPrimitive() || JdkTypes.isValue(type) || type == Optional.class
				|| Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| Comparator.class.isAssignableFrom(type);
	}

	/**
	 * Tell whether a failure is a statement of Fory's about the value or the bytes.
	 */
	static boolean isRefusal(Throwable failure) {
		return failure instanceof ForyException;
	}

}
