package dev.mesh.benchmarks.calls.contestant;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One call of the floor on its way.
 */
abstract class NettyCall {

	private final ByteBuf frame;

	NettyCall(ByteBuf frame) {
		this.frame = frame;
	}

	ByteBuf frame() {
		return this.frame;
	}

	/**
	 * Take the result; on the event loop.
	 * @param result the result
	 */
	abstract void complete(Object result);

	/**
	 * A call that its caller waits for.
	 */
	static final class Blocking extends NettyCall {

		private final Thread caller = Thread.currentThread();

		private volatile @Nullable Object result;

		Blocking(ByteBuf frame) {
			super(frame);
		}

		@Override
		void complete(Object value) {
			this.result = value;
			LockSupport.unpark(this.caller);
		}

		Object await() {
			Object value;
			while ((value = this.result) == null) {
				LockSupport.park(this);
			}
			return value;
		}

	}

	/**
	 * A call that its caller has a future of.
	 *
	 * @param <T> the type of the result
	 */
	static final class Stage<T> extends NettyCall {

		private final CompletableFuture<T> future = new CompletableFuture<>();

		Stage(ByteBuf frame) {
			super(frame);
		}

		@Override
		@SuppressWarnings("unchecked") // the desk asks for what the operation returns
		void complete(Object value) {
			this.future.complete((T) value);
		}

		CompletableFuture<T> future() {
			return this.future;
		}

	}

}
