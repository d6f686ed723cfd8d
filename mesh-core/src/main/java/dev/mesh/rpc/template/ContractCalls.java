package dev.mesh.rpc.template;

import java.util.concurrent.CompletionStage;

import dev.mesh.rpc.call.RecordedCall;
import dev.mesh.rpc.call.Recorder;

/**
 * The calls of one service. What is passed to its methods must call one method of the
 * contract and return its result as it is: it is run once to see which method that is,
 * and what it returns then is empty. Safe for use by any thread.
 *
 * @param <T> the contract
 */
public final class ContractCalls<T> {

	private final Recorder<T> recorder;

	ContractCalls(Recorder<T> recorder) {
		this.recorder = recorder;
	}

	/**
	 * Call a method that returns a result.
	 * @param <R> the result
	 * @param method calls it, as in {@code (pricing) -> pricing.price(sku)}
	 * @return the request, not sent yet
	 * @throws IllegalArgumentException if anything but one method of the contract is
	 * called, or if it returns a stage
	 */
	public <R> MeshRequest<R> call(Method<? super T, ? extends R> method) {
		RecordedCall call = this.recorder.record(method::on);
		if (call.returnsStage()) {
			throw new IllegalArgumentException("'" + call + "' returns a stage: use 'stage' in place of 'call'.");
		}
		return new MeshRequest<>(call);
	}

	/**
	 * Call a method whose result, if it has one, does not matter.
	 * @param method calls it, as in {@code (cache) -> cache.evict(sku)}
	 * @return the request, not sent yet
	 * @throws IllegalArgumentException if anything but one method of the contract is
	 * called
	 */
	public MeshRequest<Void> run(Action<? super T> method) {
		return new MeshRequest<>(this.recorder.recordAction((service) -> {
			method.on(service);
			return null;
		}));
	}

	/**
	 * Call a method that returns a stage.
	 * @param <R> the result
	 * @param method calls it, as in {@code (pricing) -> pricing.priceAsync(sku)}
	 * @return the request, not sent yet
	 * @throws IllegalArgumentException if anything but one method of the contract is
	 * called
	 */
	public <R> MeshRequest<R> stage(Method<? super T, ? extends CompletionStage<? extends R>> method) {
		return new MeshRequest<>(this.recorder.record(method::on));
	}

	/**
	 * Calls a method.
	 *
	 * @param <T> the contract
	 * @param <R> the result
	 */
	@FunctionalInterface
	public interface Method<T, R> {

		/**
		 * Call the method and return its result.
		 * @param service what to call it on
		 * @return the result
		 * @throws Exception what the method declares
		 */
		R on(T service) throws Exception;

	}

	/**
	 * Calls a method whose result does not matter.
	 *
	 * @param <T> the contract
	 */
	@FunctionalInterface
	public interface Action<T> {

		/**
		 * Call the method.
		 * @param service what to call it on
		 * @throws Exception what the method declares
		 */
		void on(T service) throws Exception;

	}

}
