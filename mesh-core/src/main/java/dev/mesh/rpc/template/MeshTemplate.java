package dev.mesh.rpc.template;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.rpc.call.CallPlane;
import dev.mesh.rpc.call.Recorder;
import dev.mesh.rpc.explain.CallExplanation;

/**
 * Makes calls that say where they go. Where it does not matter which instance serves a
 * call, inject the contract instead.
 *
 * <pre>{@code
 * Money price = mesh.of(Pricing.class).call((pricing) -> pricing.price(sku)).within(ofMillis(200)).one();
 * Replies<Void> all = mesh.of(Cache.class).run((cache) -> cache.evict(sku)).broadcast();
 * Replies<Version> most = mesh.of(Store.class).call((store) -> store.read(key)).gather(2);
 * mesh.of(Store.class).run((store) -> store.write(key, value)).at(Consistency.QUORUM);
 * }</pre>
 *
 * Safe for use by any thread.
 */
public final class MeshTemplate {

	private final CallPlane plane;

	/** Bounded by the contracts that the node knows. */
	private final Map<Class<?>, Recorder<?>> recorders = new ConcurrentHashMap<>();

	/**
	 * Make a template.
	 * @param plane makes the calls
	 */
	public MeshTemplate(CallPlane plane) {
		this.plane = plane;
	}

	/**
	 * Return the calls of a contract that one service has.
	 * @param <T> the contract
	 * @param contract the contract's interface
	 * @return its calls
	 * @throws IllegalArgumentException if the contract is unknown or several services
	 * have it
	 */
	@SuppressWarnings("unchecked") // a recorder is put in under the contract it is made
									// of
	public <T> ContractCalls<T> of(Class<T> contract) {
		Recorder<?> recorder = this.recorders.computeIfAbsent(contract, this.plane::recorder);
		return new ContractCalls<>((Recorder<T>) recorder);
	}

	/**
	 * Say where a call would go now, and why, without making it. What else can be said of
	 * a call, such as its selector, is said by {@link MeshRequest#explain()}.
	 * @param <T> the contract
	 * @param contract the contract's interface
	 * @param method calls the method, as in {@code (pricing) -> pricing.price(sku)}
	 * @return the explanation
	 * @throws IllegalArgumentException if the contract is unknown, several services have
	 * it, or anything but one method of it is called
	 */
	public <T> CallExplanation explain(Class<T> contract, ContractCalls.Action<? super T> method) {
		return of(contract).run(method).explain();
	}

	/**
	 * Return the calls of one of the services of a contract.
	 * @param <T> the contract
	 * @param contract the contract's interface
	 * @param service the service's name
	 * @return its calls; keep them, as they are made anew each time
	 * @throws IllegalArgumentException if the service is not known by this contract
	 */
	public <T> ContractCalls<T> of(Class<T> contract, String service) {
		return new ContractCalls<>(this.plane.recorder(contract, service));
	}

}
