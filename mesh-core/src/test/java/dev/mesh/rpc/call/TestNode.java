package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.wire.RequestContext;
import dev.mesh.rpc.wire.RequestHandler;
import dev.mesh.rpc.wire.RpcClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link TestCluster}: a real call plane with a client that reaches the
 * others directly.
 */
final class TestNode implements RpcClient {

	private final TestCluster cluster;

	private final Node node;

	private final CallPlane plane;

	private final List<Instance> instances = new ArrayList<>();

	final List<ServiceOffer> offers = new ArrayList<>();

	final AtomicInteger requests = new AtomicInteger();

	volatile boolean unreachable;

	volatile boolean losesReplies;

	volatile boolean hangs;

	/** Takes no snapshots while it is behind. */
	volatile boolean behind;

	final TestDirectory directory;

	TestNode(TestCluster cluster, String name, String zone, List<Contract> contracts,
			UnaryOperator<CallPlaneBuilder> settings) {
		this.cluster = cluster;
		this.directory = new TestDirectory(cluster.snapshot());
		this.node = new Node(new NodeId(name.hashCode()), 1, name, zone, "", Map.of(), Set.of(), 1, Role.MEMBER,
				new HostPort(name, 1), new HostPort(name, 2), Map.of());
		this.plane = settings
			.apply(CallPlane.builder()
				.self(this.node.id())
				.codec(cluster.codec, cluster.codec)
				.client(this)
				.directory(this.directory))
			.build(contracts);
	}

	Node node() {
		return this.node;
	}

	CallPlane plane() {
		return this.plane;
	}

	<T> T stub(Class<T> contract) {
		return this.plane.stub(contract);
	}

	InstanceGate host(String service, Object bean) {
		return host(new ServiceId(service, "1"), bean);
	}

	InstanceGate host(ServiceId service, Object bean) {
		InstanceGate gate = new InstanceGate(service, bean);
		this.plane.instances().add(gate);
		status(service, InstanceStatus.READY);
		return gate;
	}

	void status(String service, @Nullable InstanceStatus status) {
		status(new ServiceId(service, "1"), status);
	}

	void status(ServiceId service, @Nullable InstanceStatus status) {
		synchronized (this.cluster) {
			this.instances.removeIf((instance) -> instance.service().equals(service));
			if (status != null) {
				this.instances.add(new Instance(service, status, ""));
			}
		}
		this.cluster.publish();
	}

	void drain(InstanceGate gate) {
		this.plane.instances().drain(gate);
	}

	NodeEntry entry() {
		return new NodeEntry(this.node.id(), 1, 1, this.offers, this.instances, Load.NONE, Map.of());
	}

	@Override
	public Cancellable send(Node target, Request sent, RequestHandler.Body body, ReplyHandler handler) {
		ByteBuf bytes = Unpooled.buffer();
		body.writeTo(bytes);
		TestNode peer = this.cluster.find(target);
		RequestContext context = body.hasContext() ? RequestContext.takeFrom(bytes) : RequestContext.NONE;
		TestRequest request = new TestRequest(this.node, sent, bytes, context,
				this.cluster.codec.reader(this.cluster.codec.types()), handler, this.cluster.eventLoop,
				(peer != null) ? peer.directory.snapshot().view().number() : 0);
		if (peer == null || peer.unreachable) {
			handler.onNotExecuted(Reason.NOT_SENT, "no connection");
			return () -> {
			};
		}
		peer.requests.incrementAndGet();
		if (peer.hangs) {
			this.cluster.expire(sent.deadlineNanos(), () -> request.lose("the deadline passed"));
			return request::cancel;
		}
		if (peer.losesReplies) {
			request.lose("the connection was lost");
		}
		this.cluster.eventLoop.execute(() -> peer.plane.dispatcher().onRequest(request));
		this.cluster.expire(sent.deadlineNanos(), () -> request.lose("the deadline passed"));
		if (sent.oneWay()) {
			request.written();
		}
		return request::cancel;
	}

	@Override
	public boolean isReachable(Node target) {
		TestNode peer = this.cluster.find(target);
		return peer != null && !peer.unreachable;
	}

}
