package dev.mesh.rpc.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.rpc.resilience.ServiceCalls;
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

	private final Map<Contract, List<MethodCall>> calls = new ConcurrentHashMap<>();

	private final LocalInstances instances;

	private final Map<String, ServiceGuard> guards;

	private final Workers workers;

	private final CallbackThreads callbacks;

	private final Mirrors mirrors;

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
		this.callbacks = new CallbackThreads(parts.options().maxInFlight(), parts.options().inlineShortCalls());
		this.guards = guards(keyed.keySet(), parts.calls(contracts), parts);
		this.mirrors = new Mirrors(parts.codec());
		this.streams = new Streams(parts.streams(), parts.codec().writer(), parts.exceptions());
		this.routes = new Routes(parts.directory(), parts.self(), parts.policies(), parts.contracts(),
				(service) -> new ServiceRoute(service, keyed.getOrDefault(service, false),
						parts.selectors().forService(service), guard(service), this.instances.service(service),
						parts.measures().service(service), parts.contracts()),
				keyed.keySet());
		this.calling = new Calling(parts.self(), parts.client(), this.routes, parts.codec().writer(),
				parts.exceptions(), parts.copies(), this.workers, this.callbacks, this.streams, parts.observer(),
				parts.traffic(), this.mirrors, parts.baggage(), parts.identities(), parts.options().timeout());
		this.dispatcher = new ServerDispatcher(contracts, this.instances, parts.codec().writer(), parts.exceptions(),
				this.workers, parts.observer(), parts.baggage(), parts.identities(), this.routes::ownership,
				(service) -> guard(service).admission(), this.streams, parts.contracts());
	}

	private static Map<String, ServiceGuard> guards(Set<String> services, Map<String, ServiceCalls> configured,
			CallPlaneBuilder parts) {
		Map<String, ServiceGuard> guards = new HashMap<>();
		services.forEach((service) -> guards.put(service, new ServiceGuard(service,
				configured.getOrDefault(service, ServiceCalls.DEFAULTS), parts.options(), parts.observer())));
		return Map.copyOf(guards);
	}

	private ServiceGuard guard(String service) {
		ServiceGuard guard = this.guards.get(service);
		if (guard == null) {
			throw new IllegalArgumentException("no contract of service '" + service + "' is known");
		}
		return guard;
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
	 * Load what words and samples a failed call, which the first callers of a node in
	 * trouble would otherwise wait for. Once per JVM is enough; takes some ten
	 * milliseconds.
	 * @param codec for values
	 * @param exceptions for exceptions
	 */
	public static void rehearse(Codec codec, ExceptionFormat exceptions) {
		new Rehearsal().play(codec, exceptions);
	}

	/**
	 * Start the threads and follow the directory; does nothing if started.
	 */
	public void start() {
		this.workers.start();
		this.guards.values().forEach((guard) -> guard.admission().open());
		this.callbacks.start();
		this.mirrors.start();
		this.streams.start();
		this.routes.start();
	}

	/**
	 * Stop following the directory and end the threads; services still running for other
	 * nodes are interrupted, so drain before. Does nothing if stopped.
	 */
	public void stop() {
		this.routes.stop();
		this.mirrors.stop();
		this.callbacks.stop();
		this.streams.stop();
		this.guards.values().forEach((guard) -> guard.admission().close());
		this.workers.stop();
	}

	/**
	 * Look at the directory and the policies now, ahead of their notifiers.
	 */
	void refreshRoutes() {
		this.routes.refresh();
	}

	/**
	 * Return what is known of the calls of this node.
	 * @return samples of those that failed or were slow, and how the instances do
	 */
	public CallReport report() {
		return new CallReporting(this.calling, this.guards).report(this.calls.values());
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
		return type.cast(stub(only(type)));
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
		return type.cast(stub(named(type, service)));
	}

	/**
	 * Return what records calls of a contract that one service has.
	 * @param <T> the contract
	 * @param type the contract's interface
	 * @return the recorder
	 * @throws IllegalArgumentException if the contract is unknown or several services
	 * have it
	 */
	public <T> Recorder<T> recorder(Class<T> type) {
		return recorder(type, only(type));
	}

	/**
	 * Return what records calls of one of the services of a contract.
	 * @param <T> the contract
	 * @param type the contract's interface
	 * @param service the service's name
	 * @return the recorder
	 * @throws IllegalArgumentException if the service is not known by this contract
	 */
	public <T> Recorder<T> recorder(Class<T> type, String service) {
		return recorder(type, named(type, service));
	}

	private <T> Recorder<T> recorder(Class<T> type, Contract contract) {
		return new Recorder<>(type, contract, calls(contract));
	}

	private Contract only(Class<?> type) {
		Map<String, Contract> services = this.contracts.getOrDefault(type, Map.of());
		if (services.size() > 1) {
			throw new IllegalArgumentException("Contract " + type.getName() + " is that of several services, "
					+ services.keySet().stream().sorted().toList() + ". Name the one to call.");
		}
		return services.isEmpty() ? unknown(type) : services.values().iterator().next();
	}

	private Contract named(Class<?> type, String service) {
		Contract contract = this.contracts.getOrDefault(type, Map.of()).get(service);
		return (contract != null) ? contract : unknown(type);
	}

	private Object stub(Contract contract) {
		return this.stubs.computeIfAbsent(contract, this::create);
	}

	private Object create(Contract contract) {
		return StubFactory.create(contract, calls(contract));
	}

	/** The same for stub and recorder: what a call counts, it counts once. */
	private List<MethodCall> calls(Contract contract) {
		return this.calls.computeIfAbsent(contract, (known) -> known.methods()
			.stream()
			.map((method) -> new MethodCall(known, method, this.instances.service(known.service()), this.calling))
			.toList());
	}

	private static Contract unknown(Class<?> type) {
		throw new IllegalArgumentException(
				"Contract " + type.getName() + " was not known when the node was made. Name it there, or import it.");
	}

}
