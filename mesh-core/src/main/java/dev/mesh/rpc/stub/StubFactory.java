package dev.mesh.rpc.stub;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.List;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes stubs: a hidden class beside the contract where possible, else a
 * {@link java.lang.reflect.Proxy}, which does the same more slowly.
 */
public final class StubFactory {

	private static final Logger logger = LoggerFactory.getLogger(StubFactory.class);

	private StubFactory() {
	}

	/**
	 * Make a stub.
	 * @param contract the contract
	 * @param calls what each method does, in the order of the contract's methods
	 * @return an implementation of the contract
	 */
	public static Object create(Contract contract, List<? extends StubCall> calls) {
		if (canGenerate(contract)) {
			try {
				return generate(contract, calls);
			}
			catch (ReflectiveOperationException | LinkageError | UnsupportedOperationException ex) {
				// A native image defines no classes at run time; a named module may not
				// be open to us.
				logger.info("{} is called through a reflective proxy: no class could be generated beside it ({})",
						contract.name(), ex.toString());
			}
		}
		return proxy(contract, calls);
	}

	private static boolean canGenerate(Contract contract) {
		return seesStubCall(contract.type().getClassLoader()) && contract.methods()
			.stream()
			.map(ContractMethod::method)
			.allMatch((method) -> StubClass.canName(contract.type(), method.getReturnType()));
	}

	private static boolean seesStubCall(ClassLoader loader) {
		try {
			return Class.forName(StubCall.class.getName(), false, loader) == StubCall.class;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	static Object generate(Contract contract, List<? extends StubCall> calls) throws ReflectiveOperationException {
		byte[] bytes = new StubClass(contract).generate();
		MethodHandles.Lookup beside = MethodHandles.privateLookupIn(contract.type(), MethodHandles.lookup())
			.defineHiddenClass(bytes, true);
		MethodHandle constructor = beside.findConstructor(beside.lookupClass(),
				MethodType.methodType(void.class, StubCall[].class));
		try {
			return constructor.invoke(calls.toArray(StubCall[]::new));
		}
		catch (Throwable ex) {
			throw new IllegalStateException("the stub of " + contract.name() + " was never to fail", ex);
		}
	}

	static Object proxy(Contract contract, List<? extends StubCall> calls) {
		ClassLoader loader = contract.type().getClassLoader();
		return Proxy.newProxyInstance((loader != null) ? loader : ClassLoader.getPlatformClassLoader(),
				new Class<?>[] { contract.type() }, new ProxyHandler(contract, calls));
	}

	static String describe(Contract contract) {
		return "stub of " + contract;
	}

}
