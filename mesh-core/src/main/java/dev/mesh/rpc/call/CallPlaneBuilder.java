package dev.mesh.rpc.call;

import java.util.List;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.codec.Codec;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.wire.RpcClient;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.selector.LocalFirst;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.PowerOfTwoChoices;
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

	private NodeSelector selector = new LocalFirst(new PowerOfTwoChoices());

	private LocalCalls localCalls = LocalCalls.DIRECT;

	private CallObserver observer = CallObserver.NONE;

	private @Nullable CallTraffic traffic;

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
	 * Set what picks the node of calls without a key, in place of local first and else
	 * the less busy of two.
	 * @param picker the selector
	 * @return this
	 */
	public CallPlaneBuilder selector(NodeSelector picker) {
		this.selector = picker;
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
	 * Build.
	 * @param contracts the contracts of all services that this node calls or may host
	 * @return the plane, not started
	 */
	public CallPlane build(List<Contract> contracts) {
		return new CallPlane(contracts, this);
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

	NodeSelector selector() {
		return this.selector;
	}

	CallObserver observer() {
		return this.observer;
	}

	@Nullable CallTraffic traffic() {
		return this.traffic;
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
