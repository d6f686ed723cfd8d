package dev.mesh.rpc.call;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Notes what is called in place of calling it. For one thread.
 */
final class Recording implements InvocationHandler {

	private final RecordedMethods methods;

	private int calls;

	private boolean closed;

	private @Nullable RecordedCall last;

	Recording(RecordedMethods methods) {
		this.methods = methods;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		@Nullable Object[] given = (arguments != null) ? arguments.clone() : new @Nullable Object[0];
		MethodCall call = this.methods.find(method);
		if (call != null) {
			if (call.method().hasStreams()) {
				throw new IllegalArgumentException(
						"'" + call + "' has streams, which go to one reader: call it on the injected contract");
			}
			note(new RecordedCall(call, given));
			return nothing(method.getReturnType());
		}
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> proxy == given[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> this.methods.toString();
			};
		}
		// A bridge that the compiler added to the contract: it calls the real method.
		return InvocationHandler.invokeDefault(proxy, method, given);
	}

	private void note(RecordedCall call) {
		if (this.closed) {
			throw new IllegalStateException(
					"'" + call + "' was called after it could be recorded: keep nothing of what is passed in");
		}
		this.calls++;
		this.last = call;
	}

	void close() {
		this.closed = true;
	}

	/**
	 * Return the only call.
	 * @return the call
	 * @throws IllegalArgumentException if there was none, or more than one
	 */
	RecordedCall only() {
		RecordedCall call = this.last;
		if (call == null || this.calls != 1) {
			throw new IllegalArgumentException(
					this.calls + " methods of the contract were called: call one and return its result as it is.");
		}
		return call;
	}

	/**
	 * Return what an array of a type is filled with.
	 * @param type the type
	 * @return zero, false or {@code null}
	 */
	static @Nullable Object nothing(Class<?> type) {
		return (type == void.class) ? null : Array.get(Array.newInstance(type, 1), 0);
	}

}
