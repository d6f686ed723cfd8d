package dev.mesh.rpc.call;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.measure.RouteMeasures;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.wire.RpcClient;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.selector.Selectors;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link CallPlane} is made of. Used by one thread.
 */
public final class CallPlaneBuilder {

	private @Nullable NodeId self;

	private @Nullable Codec codec;

	private @Nullable ExceptionFormat exceptions;

	private @Nullable RpcClient client;

	private @Nullable Directory directory;

	private LocalInstances instances = new LocalInstances();

	private RpcOptions options = RpcOptions.defaults();

	private StreamOptions streams = StreamOptions.defaults();

	private Selectors selectors = Selectors.defaults();

	private LocalCalls localCalls = LocalCalls.DIRECT;

	private CallObserver observer = CallObserver.NONE;

	private @Nullable CallTraffic traffic;

	private Map<String, ServiceCalls> calls = Map.of();

	private Watched<Map<String, RoutePolicy>> policies = new WatchedValue<>(Map.of());

	private RouteMeasures measures = new RouteMeasures();

	private Set<String> baggage = Set.of();

	private PeerContracts contracts = PeerContracts.unknown();

	private CallerIdentities identities = CallerIdentities.NONE;

	CallPlaneBuilder() {
	}

	/**
	 * Set this node's id; required.
	 * @param id the id
	 * @return this
	 */
	public CallPlaneBuilder self(NodeId id) {
		this.self = id;
		return this;
	}

	/**
	 * Set what turns values into bytes; required.
	 * @param values for arguments and results
	 * @param thrown for exceptions
	 * @return this
	 */
	public CallPlaneBuilder codec(Codec values, ExceptionFormat thrown) {
		this.codec = values;
		this.exceptions = thrown;
		return this;
	}

	/**
	 * Set what sends requests; required. It may be bound to the network later than this
	 * is built.
	 * @param sender the client
	 * @return this
	 */
	public CallPlaneBuilder client(RpcClient sender) {
		this.client = sender;
		return this;
	}

	/**
	 * Set who hosts what; required.
	 * @param hosts the directory
	 * @return this
	 */
	public CallPlaneBuilder directory(Directory hosts) {
		this.directory = hosts;
		return this;
	}

	/**
	 * Set where the local instances are found, in place of a new, empty place.
	 * @param local the instances
	 * @return this
	 */
	public CallPlaneBuilder instances(LocalInstances local) {
		this.instances = local;
		return this;
	}

	/**
	 * Set bounds and the default timeout.
	 * @param settings the options
	 * @return this
	 */
	public CallPlaneBuilder options(RpcOptions settings) {
		this.options = settings;
		return this;
	}

	/**
	 * Set the bounds of streams.
	 * @param bounds the options
	 * @return this
	 */
	public CallPlaneBuilder streams(StreamOptions bounds) {
		this.streams = bounds;
		return this;
	}

	/**
	 * Set what picks the node of calls, in place of the nearest for all services.
	 * @param pickers the selectors
	 * @return this
	 */
	public CallPlaneBuilder selectors(Selectors pickers) {
		this.selectors = pickers;
		return this;
	}

	/**
	 * Set how calls to instances on this node are made.
	 * @param mode the mode
	 * @return this
	 */
	public CallPlaneBuilder localCalls(LocalCalls mode) {
		this.localCalls = mode;
		return this;
	}

	/**
	 * Set who is told of calls.
	 * @param told the observer
	 * @return this
	 */
	public CallPlaneBuilder observer(CallObserver told) {
		this.observer = told;
		return this;
	}

	/**
	 * Set what measures who calls whom; by default nothing does.
	 * @param measures the measurement, or {@code null} for none
	 * @return this
	 */
	public CallPlaneBuilder traffic(@Nullable CallTraffic measures) {
		this.traffic = measures;
		return this;
	}

	/**
	 * Set what is configured of the calls to services.
	 * @param byService the configuration by the service's name
	 * @return this
	 */
	public CallPlaneBuilder calls(Map<String, ServiceCalls> byService) {
		this.calls = Map.copyOf(byService);
		return this;
	}

	/**
	 * Set the traffic policies, in place of none.
	 * @param stated the policies by the name of the service
	 * @param counts where calls to services with a policy are counted
	 * @return this
	 */
	public CallPlaneBuilder routes(Watched<Map<String, RoutePolicy>> stated, RouteMeasures counts) {
		this.policies = stated;
		this.measures = counts;
		return this;
	}

	/**
	 * Set which baggage may leave and enter this node, in place of none.
	 * @param allowed the names
	 * @return this
	 */
	public CallPlaneBuilder baggage(Set<String> allowed) {
		this.baggage = Set.copyOf(allowed);
		return this;
	}

	/**
	 * Set what knows on whose behalf calls are made, in place of nothing.
	 * @param known knows it
	 * @return this
	 */
	public CallPlaneBuilder identities(CallerIdentities known) {
		this.identities = known;
		return this;
	}

	/**
	 * Set what tells how contracts of other nodes fit those of this one; by default
	 * nothing does, and all calls are tried.
	 * @param peers the contracts
	 * @return this
	 */
	public CallPlaneBuilder contracts(PeerContracts peers) {
		this.contracts = peers;
		return this;
	}

	/**
	 * Build.
	 * @param contracts the contracts of all services that this node calls or may host
	 * @return the plane, not started
	 */
	public CallPlane build(List<Contract> contracts) {
		return new CallPlane(contracts, this);
	}

	/**
	 * Return what is configured of the calls to services.
	 * @param contracts all there are
	 * @return the configuration by the service's name
	 * @throws IllegalArgumentException if a method is named that no contract has
	 */
	Map<String, ServiceCalls> calls(List<Contract> contracts) {
		for (Contract contract : contracts) {
			ServiceCalls configured = this.calls.getOrDefault(contract.service(), ServiceCalls.DEFAULTS);
			for (String name : configured.methods().keySet()) {
				if (contract.methods().stream().noneMatch((method) -> ServiceCalls.isMeant(name, method.name()))) {
					throw new IllegalArgumentException("'mesh.services." + contract.service() + ".calls.methods." + name
							+ "' is set, and " + contract.name() + " has no such method. Use the name of one.");
				}
			}
		}
		return this.calls;
	}

	NodeId self() {
		return required(this.self, "self");
	}

	Codec codec() {
		return required(this.codec, "codec");
	}

	ExceptionFormat exceptions() {
		return required(this.exceptions, "exceptions");
	}

	RpcClient client() {
		return required(this.client, "client");
	}

	Directory directory() {
		return required(this.directory, "directory");
	}

	LocalInstances instances() {
		return this.instances;
	}

	RpcOptions options() {
		return this.options;
	}

	StreamOptions streams() {
		return this.streams;
	}

	Selectors selectors() {
		return this.selectors;
	}

	CallObserver observer() {
		return this.observer;
	}

	@Nullable CallTraffic traffic() {
		return this.traffic;
	}

	Watched<Map<String, RoutePolicy>> policies() {
		return this.policies;
	}

	RouteMeasures measures() {
		return this.measures;
	}

	PeerContracts contracts() {
		return this.contracts;
	}

	CallerIdentities identities() {
		return this.identities;
	}

	Set<String> baggage() {
		return this.baggage;
	}

	@Nullable LocalCopies copies() {
		return (this.localCalls == LocalCalls.BY_COPY) ? new LocalCopies(codec(), exceptions()) : null;
	}

	private static <P> P required(@Nullable P part, String name) {
		if (part == null) {
			throw new IllegalStateException("'" + name + "' is not set: set it before building");
		}
		return part;
	}

}
