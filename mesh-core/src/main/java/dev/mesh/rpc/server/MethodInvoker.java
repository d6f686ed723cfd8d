package dev.mesh.rpc.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Flow;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.reactive.ReactiveType;
import dev.mesh.rpc.reactive.ReactiveTypes;
import org.jspecify.annotations.Nullable;

/**
 * Calls a contract's method on a bean with arguments from an array. Safe for use by any
 * thread.
 */
public final class MethodInvoker {

	private final MethodHandle handle;

	private final @Nullable ReactiveType result;

	/** By parameter, or {@code null} if none is reactive. */
	private final @Nullable ReactiveType @Nullable [] parameters;

	private MethodInvoker(MethodHandle handle, ContractMethod method) {
		this.handle = handle;
		this.result = ReactiveTypes.find(method.method().getReturnType());
		@Nullable ReactiveType[] types = ReactiveTypes.ofParameters(method.method());
		this.parameters = Arrays.stream(types).anyMatch(Objects::nonNull) ? types : null;
	}

	/**
	 * Make the invoker of a method.
	 * @param contract the contract
	 * @param method one of its methods
	 * @return the invoker
	 */
	public static MethodInvoker of(Contract contract, ContractMethod method) {
		Method reflected = method.method();
		try {
			MethodHandle handle = lookup(contract, reflected).unreflect(reflected).asFixedArity();
			return new MethodInvoker(handle.asSpreader(Object[].class, reflected.getParameterCount())
				.asType(MethodType.methodType(Object.class, Object.class, Object[].class)), method);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalArgumentException("Contract " + contract.name() + ": method '" + method.signature()
					+ "' may not be called from dev.mesh. Open the contract's package to it.", ex);
		}
	}

	private static MethodHandles.Lookup lookup(Contract contract, Method method) throws IllegalAccessException {
		// Package-private contracts, and inherited ones in yet other packages.
		return method.trySetAccessible() ? MethodHandles.lookup()
				: MethodHandles.privateLookupIn(contract.type(), MethodHandles.lookup());
	}

	/**
	 * Call.
	 * @param bean the bean
	 * @param arguments the arguments, streams among them as {@link Flow.Publisher}
	 * @return what the method returned, a reactive type of whatever library as
	 * {@link Flow.Publisher} or, if it is single, as a stage
	 * @throws Throwable what the method threw
	 */
	public @Nullable Object invoke(Object bean, @Nullable Object[] arguments) throws Throwable {
		ReactiveType reactive = this.result;
		Object returned = this.handle.invokeExact(bean, adapted(arguments));
		if (reactive == null || returned == null) {
			return returned;
		}
		return reactive.isSingle() ? reactive.toStage(returned) : reactive.toPublisher(returned);
	}

	@SuppressWarnings("unchecked") // what the items are is for the contract to say
	private @Nullable Object[] adapted(@Nullable Object[] arguments) {
		@Nullable ReactiveType @Nullable [] types = this.parameters;
		if (types == null) {
			return arguments;
		}
		@Nullable Object[] adapted = arguments.clone();
		for (int i = 0; i < types.length; i++) {
			ReactiveType type = types[i];
			if (type != null && adapted[i] instanceof Flow.Publisher<?> publisher) {
				adapted[i] = type.fromPublisher((Flow.Publisher<Object>) publisher);
			}
		}
		return adapted;
	}

}
