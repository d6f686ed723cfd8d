package dev.mesh.rpc.call;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;

import dev.mesh.rpc.contract.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which method of a contract a piece of code calls, and with what, without the
 * call being made. Safe for use by any thread.
 *
 * @param <T> the contract
 */
public final class Recorder<T> {

	private final Class<T> type;

	private final RecordedMethods methods;

	Recorder(Class<T> type, Contract contract, List<MethodCall> calls) {
		this.type = type;
		this.methods = new RecordedMethods(contract, calls);
	}

	/**
	 * Record the one call that a piece of code makes.
	 * @param code calls one method on what it is given and returns its result
	 * @return the call
	 * @throws IllegalArgumentException if it does anything else
	 */
	public RecordedCall record(Invocation<? super T> code) {
		Recording recording = new Recording(this.methods);
		Object returned = run(code, recording);
		RecordedCall call = recording.only();
		if (!Objects.equals(returned, call.nothing())) {
			throw new IllegalArgumentException("The result of '" + call
					+ "' was changed before it was there: return it as it is, and change what the nodes reply.");
		}
		return call;
	}

	/**
	 * Record the one call that a piece of code makes, whatever it returns.
	 * @param code calls one method on what it is given
	 * @return the call
	 * @throws IllegalArgumentException if it does anything else
	 */
	public RecordedCall recordAction(Invocation<? super T> code) {
		Recording recording = new Recording(this.methods);
		run(code, recording);
		return recording.only();
	}

	private @Nullable Object run(Invocation<? super T> code, Recording recording) {
		ClassLoader loader = this.type.getClassLoader();
		T proxy = this.type
			.cast(Proxy.newProxyInstance((loader != null) ? loader : ClassLoader.getPlatformClassLoader(),
					new Class<?>[] { this.type }, recording));
		try {
			return code.invoke(proxy);
		}
		catch (Exception ex) {
			throw new IllegalArgumentException("A call could not be recorded: " + ex
					+ ". Call one method of the contract and return its result as it is.", ex);
		}
		finally {
			recording.close();
		}
	}

	/**
	 * Calls one method of a contract.
	 *
	 * @param <T> the contract
	 */
	@FunctionalInterface
	public interface Invocation<T> {

		/**
		 * Call the method.
		 * @param service what to call it on
		 * @return what it returned
		 * @throws Exception what the method declares
		 */
		@Nullable Object invoke(T service) throws Exception;

	}

}
