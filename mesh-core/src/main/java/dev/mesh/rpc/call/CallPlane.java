package dev.mesh.rpc.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.rpc.server.ServerDispatcher;
import dev.mesh.rpc.server.Workers;
import dev.mesh.rpc.stream.Streams;
import dev.mesh.rpc.stub.StubFactory;

/**
 * Both halves of the calls of one node: the stubs its callers hold and the dispatcher for
 * the requests that reach it. Made once from all contracts the node knows; started and
 * stopped any number of times. Stubs outlive a stop: they then reach local instances
 * only. Safe for use by any thread.
 */
public final class CallPlane {

	private final Map<Class<?>, Map<String, Contract>> contracts = new HashMap<>();

	private final Map<Contract, Object> stubs = new ConcurrentHashMap<>();

	private final LocalInstances instances;

	private final Workers workers;

	private final CallbackThreads callbacks;

	private final Streams streams;

	private final Routes routes;

	private final Calling calling;

	private final ServerDispatcher dispatcher;

	CallPlane(List<Contract> contracts, CallPlaneBuilder parts) {
		Map<String, Boolean> keyed = new HashMap<>();
		for (Contract contract : contracts) {
			this.contracts.computeIfAbsent(contract.type(), (type) -> new HashMap<>())
				.put(contract.service(), contract);
			keyed.merge(contract.service(), isKeyed(contract), Boolean::logicalOr);
		}
		this.instances = parts.instances();
		this.workers = new Workers(parts.options());
		this.callbacks = new CallbackThreads(parts.options().maxInFlight());
		this.streams = new Streams(parts.streams(), parts.codec().writer(), parts.exceptions());
		this.routes = new Routes(parts.directory(), parts.self(), keyed);
		this.calling = new Calling(parts.self(), parts.client(), this.routes, parts.selector(), parts.codec().writer(),
				parts.exceptions(), parts.copies(), this.workers, this.callbacks, this.streams, parts.observer(),
				parts.traffic(), parts.options().timeout());
		this.dispatcher = new ServerDispatcher(contracts, this.instances, parts.codec().writer(), parts.exceptions(),
				this.workers, parts.observer(), this.streams);
	}

	private static boolean isKeyed(Contract contract) {
		return contract.methods().stream().anyMatch((method) -> method.key() != null);
	}

	/**
	 * Return a builder.
	 * @return the builder
	 */
	public static CallPlaneBuilder builder() {
		return new CallPlaneBuilder();
	}

	/**
	 * Start the threads and follow the directory; does nothing if started.
	 */
	public void start() {
		this.workers.start();
		this.callbacks.start();
		this.streams.start();
		this.routes.start();
	}

	/**
	 * Stop following the directory and end the threads; services still running for other
	 * nodes are interrupted, so drain before. Does nothing if stopped.
	 */
	public void stop() {
		this.routes.stop();
		this.callbacks.stop();
		this.streams.stop();
		this.workers.stop();
	}

	/**
	 * Return what serves the requests that reach this node.
	 * @return the dispatcher
	 */
	public ServerDispatcher dispatcher() {
		return this.dispatcher;
	}

	/**
	 * Return the streams of this node.
	 * @return the streams
	 */
	public Streams streams() {
		return this.streams;
	}

	/**
	 * Return where instances that become ready are added.
	 * @return the local instances
	 */
	public LocalInstances instances() {
		return this.instances;
	}

	/**
	 * Return the stub of a contract that one service has.
	 * @param <T> the contract
	 * @param type the contract's interface
	 * @return the stub, the same one each time
	 * @throws IllegalArgumentException if the contract is unknown or several services
	 * have it
	 */
	public <T> T stub(Class<T> type) {
		Map<String, Contract> services = this.contracts.getOrDefault(type, Map.of());
		if (services.size() > 1) {
			throw new IllegalArgumentException("Contract " + type.getName() + " is that of several services, "
					+ services.keySet().stream().sorted().toList() + ". Name the one to call.");
		}
		return type.cast(stub(services.isEmpty() ? unknown(type) : services.values().iterator().next()));
	}

	/**
	 * Return the stub of one of the services of a contract.
	 * @param <T> the contract
	 * @param type the contract's interface
	 * @param service the service's name
	 * @return the stub, the same one each time
	 * @throws IllegalArgumentException if the service is not known by this contract
	 */
	public <T> T stub(Class<T> type, String service) {
		Contract contract = this.contracts.getOrDefault(type, Map.of()).get(service);
		return type.cast(stub((contract != null) ? contract : unknown(type)));
	}

	private Object stub(Contract contract) {
		return this.stubs.computeIfAbsent(contract, this::create);
	}

	private Object create(Contract contract) {
		List<MethodCall> calls = contract.methods()
			.stream()
			.map((method) -> new MethodCall(contract, method, this.instances.service(contract.service()), this.calling))
			.toList();
		return StubFactory.create(contract, calls);
	}

	private static Contract unknown(Class<?> type) {
		throw new IllegalArgumentException(
				"Contract " + type.getName() + " was not known when the node was made. Name it there, or import it.");
	}

}
