package dev.mesh.rpc.call;

import java.util.Objects;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * A method that returns a stream, called with certain arguments: each subscriber gets a
 * call of its own, which begins when it subscribes. Safe for use by any thread.
 */
final class CallPublisher implements Flow.Publisher<Object> {

	private final MethodCall method;

	private final @Nullable Object[] arguments;

	CallPublisher(MethodCall method, @Nullable Object[] arguments) {
		this.method = method;
		this.arguments = arguments;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super Object> subscriber) {
		Objects.requireNonNull(subscriber, "subscriber");
		new StreamCall(this.method, this.arguments, MethodCall.deadlineNanos(this.method.timeoutNanos()))
			.start(subscriber);
	}

	@Override
	public String toString() {
		return this.method.toString();
	}

}
