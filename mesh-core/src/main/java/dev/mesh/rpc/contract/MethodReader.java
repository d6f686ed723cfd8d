package dev.mesh.rpc.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;
import dev.mesh.rpc.reactive.ReactiveType;
import dev.mesh.rpc.reactive.ReactiveTypes;
import dev.mesh.selector.KeyHash;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks one method of a contract at a time.
 */
final class MethodReader {

	/** By name: Reactive Streams need not be on the class path. */
	private static final String REACTIVE_PUBLISHER = "org.reactivestreams.Publisher";

	/** A stream is named by seven bits of a frame, and the result is one of them. */
	private static final int MAX_STREAM_PARAMETERS = 127;

	private final Class<?> contract;

	private final String service;

	private final TypeChecker types;

	private final TypeResolver resolver;

	MethodReader(Class<?> contract, String service, TypeChecker types) {
		this.contract = contract;
		this.service = service;
		this.types = types;
		this.resolver = new TypeResolver(contract);
	}

	ContractMethod read(Method method) {
		List<Type> parameters = Arrays.stream(method.getGenericParameterTypes()).map(this.resolver::resolve).toList();
		checkParameters(method, parameters);
		Type declared = this.resolver.resolve(method.getGenericReturnType());
		ResultShape shape = shape(method, declared);
		Type result = (shape == ResultShape.STAGE || shape == ResultShape.STREAM) ? laterValue(method, declared)
				: declared;
		checkResult(method, result);
		MeshCall settings = method.getAnnotation(MeshCall.class);
		String signature = signature(method, parameters, declared);
		return new ContractMethod(method, signature, WireHash.of(this.service, List.of(signature)), parameters, result,
				shape, settings != null && settings.idempotent(), timeout(method, settings), key(method));
	}

	private void checkParameters(Method method, List<Type> parameters) {
		for (int i = 0; i < parameters.size(); i++) {
			String parameter = method.getParameters()[i].getName();
			Type type = parameters.get(i);
			if (ReactiveTypes.find(TypeResolver.erase(type)) != null) {
				type = inputItem(method, i, type);
			}
			if (isStream(TypeResolver.erase(type)) || isStage(TypeResolver.erase(type))) {
				throw invalid(method, "takes parameter '" + parameter + "' of type " + type.getTypeName()
						+ ": it is not one of the streams that can be sent. Use Flow.Publisher, or pass the values themselves.",
						null);
			}
			try {
				this.types.check(type);
			}
			catch (RuntimeException ex) {
				throw invalid(method, "takes parameter '" + parameter + "' of type " + type.getTypeName()
						+ ", which cannot be sent: " + ex.getMessage(), ex);
			}
		}
	}

	private Type inputItem(Method method, int index, Type type) {
		if (isOneWay(method)) {
			throw invalid(method, "is one-way and takes a stream, which lasts as long as its call. Drop oneWay.", null);
		}
		if (index >= MAX_STREAM_PARAMETERS) {
			throw invalid(method, "has a stream as parameter " + (index + 1) + ", and only the first "
					+ MAX_STREAM_PARAMETERS + " can be. Pass a record in place of many parameters.", null);
		}
		return laterValue(method, type);
	}

	private void checkResult(Method method, Type result) {
		if (result == void.class || result == Void.class) {
			return;
		}
		if (isStream(TypeResolver.erase(result))) {
			throw invalid(method,
					"returns " + result.getTypeName()
							+ ": it is not one of the streams that can be sent. Return a Flow.Publisher, or a list.",
					null);
		}
		try {
			this.types.check(result);
		}
		catch (RuntimeException ex) {
			throw invalid(method, "returns " + result.getTypeName() + ", which cannot be sent: " + ex.getMessage(), ex);
		}
	}

	private ResultShape shape(Method method, Type declared) {
		if (isOneWay(method)) {
			if (declared != void.class) {
				throw invalid(method, "is one-way and returns " + declared.getTypeName()
						+ ", which would never arrive. Return void, or drop oneWay.", null);
			}
			return ResultShape.ONE_WAY;
		}
		if (declared == void.class) {
			return ResultShape.VOID;
		}
		Class<?> erased = TypeResolver.erase(declared);
		if (erased == CompletionStage.class || erased == CompletableFuture.class) {
			return ResultShape.STAGE;
		}
		ReactiveType reactive = ReactiveTypes.find(erased);
		if (reactive == null) {
			return ResultShape.VALUE;
		}
		return reactive.isSingle() ? ResultShape.STAGE : ResultShape.STREAM;
	}

	private static boolean isOneWay(Method method) {
		MeshCall settings = method.getAnnotation(MeshCall.class);
		return settings != null && settings.oneWay();
	}

	private Type laterValue(Method method, Type declared) {
		if (declared instanceof ParameterizedType parameterized) {
			return parameterized.getActualTypeArguments()[0];
		}
		throw invalid(method, "returns a " + declared.getTypeName()
				+ " without saying of what. Give it a type argument, Void if there is no value.", null);
	}

	private @Nullable Duration timeout(Method method, @Nullable MeshCall settings) {
		if (settings == null || settings.timeout().isEmpty()) {
			return null;
		}
		try {
			return CallTimeout.parse(settings.timeout());
		}
		catch (IllegalArgumentException ex) {
			throw invalid(method,
					"has " + ex.getMessage() + ". Write a positive number and ms, s, m or h, as in 200ms.", ex);
		}
	}

	private @Nullable KeyParameter key(Method method) {
		KeyParameter key = null;
		Parameter[] parameters = method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			if (!parameters[i].isAnnotationPresent(MeshKey.class)) {
				continue;
			}
			if (key != null) {
				throw invalid(method, "has more than one @MeshKey. Keep one, or pass a record of the parts.", null);
			}
			key = key(method, i);
		}
		return key;
	}

	private KeyParameter key(Method method, int index) {
		Parameter parameter = method.getParameters()[index];
		Class<?> type = TypeResolver.erase(this.resolver.resolve(parameter.getParameterizedType()));
		try {
			return new KeyParameter(index, parameter.getType(), KeyHash.forType(type));
		}
		catch (RuntimeException ex) {
			throw invalid(method, "has @MeshKey on parameter '" + parameter.getName() + "': " + ex.getMessage()
					+ ". Use a String, a number, a UUID, an enum or a record of these.", ex);
		}
	}

	private static boolean isStage(Class<?> type) {
		return CompletionStage.class.isAssignableFrom(type);
	}

	private static boolean isStream(@Nullable Class<?> type) {
		if (type == null) {
			return false;
		}
		return Flow.Publisher.class.isAssignableFrom(type) || BaseStream.class.isAssignableFrom(type)
				|| type.getName().equals(REACTIVE_PUBLISHER) || isStream(type.getSuperclass())
				|| Arrays.stream(type.getInterfaces()).anyMatch(MethodReader::isStream);
	}

	private static String signature(Method method, List<Type> parameters, Type result) {
		return method.getName() + parameters.stream().map(Type::getTypeName).collect(Collectors.joining(",", "(", ")"))
				+ result.getTypeName();
	}

	InvalidContractException invalid(Method method, String problem, @Nullable Throwable cause) {
		String types = Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "(", ")"));
		return new InvalidContractException(
				"Contract " + this.contract.getName() + ": method " + method.getName() + types + " " + problem, cause);
	}

}
