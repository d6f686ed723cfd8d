package dev.mesh.rpc.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import org.jspecify.annotations.Nullable;

/**
 * Calls a contract's method on a bean with arguments from an array. Safe for use by any
 * thread.
 */
public final class MethodInvoker {

	private final MethodHandle handle;

	private MethodInvoker(MethodHandle handle) {
		this.handle = handle;
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
				.asType(MethodType.methodType(Object.class, Object.class, Object[].class)));
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
	 * @param arguments the arguments
	 * @return what the method returned
	 * @throws Throwable what the method threw
	 */
	public @Nullable Object invoke(Object bean, @Nullable Object[] arguments) throws Throwable {
		return this.handle.invokeExact(bean, arguments);
	}

}
