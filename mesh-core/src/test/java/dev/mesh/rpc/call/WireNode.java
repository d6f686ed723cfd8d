package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.codec.CodecLimits;
import dev.mesh.rpc.codec.ExceptionCodec;
import dev.mesh.rpc.codec.ForyCodec;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.RpcEnvironment;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.rpc.wire.RpcTransport;
import dev.mesh.security.TransportSecurity;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;

/**
 * A node with a real transport, codec and call plane, and a view by hand.
 */
final class WireNode implements AutoCloseable, Watched<View> {

	private static final RpcOptions DEFAULTS = RpcOptions.defaults();

	/** Patient, as the machines that run tests are busy. */
	private static final RpcOptions OPTIONS = new RpcOptions(DEFAULTS.bindAddress(), 0, Duration.ofMinutes(1),
			DEFAULTS.maxFrameBytes(), DEFAULTS.maxInFlight(), DEFAULTS.maxConnections(), DEFAULTS.handshakeTimeout(),
			DEFAULTS.eventLoops(), DEFAULTS.workers(), DEFAULTS.queue(), false, true);

	/** No call is refused because the machine made those before it slow. */
	private static final ServiceCalls CALLS = new ServiceCalls(CallSettings.NONE, Map.of(), RetryOptions.DEFAULTS,
			EjectionOptions.DEFAULTS, new LimitOptions(null, false, Duration.ofMinutes(1)));

	private final List<Consumer<? super View>> listeners = new CopyOnWriteArrayList<>();

	private final RpcTransport transport;

	private final CallPlane plane;

	private volatile View view = new View(0, 0, new NodeId(0), List.of());

	private volatile Node node;

	WireNode(String name, Class<?> contract, String service, TestDirectory directory, LocalCalls localCalls,
			StreamOptions streams) {
		TypeClosure.Builder types = TypeClosure.builder();
		Contract read = Contract.of(contract, service, types::value);
		TypeClosure closure = types.build();
		ClassLoader loader = contract.getClassLoader();
		ForyCodec codec = new ForyCodec(closure, loader, CodecLimits.defaults());
		ExceptionCodec exceptions = new ExceptionCodec(closure, List.of(contract), codec.writer(), loader);
		this.node = at(name, new HostPort("127.0.0.1", 1));
		RpcEnvironment environment = new RpcEnvironment("shop", () -> this.node, this, TransportSecurity.none(), codec,
				System::currentTimeMillis, (stamp) -> true, (address, message) -> {
				});
		this.transport = new RpcTransport(environment, OPTIONS, (request) -> plane().dispatcher().onRequest(request));
		this.plane = CallPlane.builder()
			.self(this.node.id())
			.codec(codec, exceptions)
			.client(this.transport.client())
			.directory(directory)
			.options(OPTIONS)
			.streams(streams)
			.localCalls(localCalls)
			.calls(Map.of(service, CALLS))
			.build(List.of(read));
		this.plane.start();
		this.node = at(name, this.transport.start());
	}

	private static Node at(String name, HostPort rpcAddress) {
		return new Node(new NodeId(name.hashCode()), 1, name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				new HostPort("127.0.0.1", 1), rpcAddress, Map.of());
	}

	Node node() {
		return this.node;
	}

	/** As the others are to see this node. */
	void reachedAt(HostPort address) {
		this.node = at(this.node.name(), address);
	}

	CallPlane plane() {
		return this.plane;
	}

	InstanceGate host(String service, Object bean) {
		InstanceGate gate = new InstanceGate(new ServiceId(service, "1"), bean);
		this.plane.instances().add(gate);
		return gate;
	}

	void publish(View next) {
		this.view = next;
		this.listeners.forEach((listener) -> listener.accept(next));
	}

	@Override
	public View get() {
		return this.view;
	}

	@Override
	public Subscription watch(Consumer<? super View> listener) {
		this.listeners.add(listener);
		listener.accept(this.view);
		return () -> this.listeners.remove(listener);
	}

	@Override
	public Flow.Publisher<View> publisher() {
		throw new UnsupportedOperationException("not needed here");
	}

	@Override
	public View await(Predicate<? super View> condition, Duration timeout) {
		throw new UnsupportedOperationException("not needed here");
	}

	void stopTransport() {
		this.transport.stop(Duration.ofSeconds(5));
	}

	@Override
	public void close() {
		this.transport.stop(Duration.ZERO);
		this.plane.stop();
	}

}
