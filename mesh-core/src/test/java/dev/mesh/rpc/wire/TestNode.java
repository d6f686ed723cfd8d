package dev.mesh.rpc.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import dev.mesh.security.TransportSecurity;
import io.netty.buffer.ByteBufUtil;

/**
 * A node with a transport and views of its own. Method 1 echoes; others go to the handler
 * that the test sets.
 */
final class TestNode implements AutoCloseable {

	static final long ECHO = 1;

	static final long HOLD = 2;

	static final long COUNT = 3;

	final AtomicInteger counted = new AtomicInteger();

	final FakeViews views = new FakeViews();

	final List<String> refusals = new CopyOnWriteArrayList<>();

	final List<InboundRequest> held = new CopyOnWriteArrayList<>();

	final RpcTransport transport;

	volatile boolean stampsAreGood = true;

	volatile Node self;

	TestNode(String name, long id) {
		this(name, id, "shop", RpcOptions.defaults(), TransportSecurity.none());
	}

	TestNode(String name, long id, String cluster, RpcOptions options, TransportSecurity security) {
		this.self = node(name, id, 1, new HostPort("127.0.0.1", 0));
		RpcEnvironment environment = new RpcEnvironment(cluster, () -> this.self, this.views, security,
				new BytesCodec(), System::currentTimeMillis, (stamp) -> this.stampsAreGood,
				(address, message) -> this.refusals.add(message));
		this.transport = new RpcTransport(environment, options, this::serve);
		this.self = node(name, id, 1, this.transport.start());
	}

	static Node node(String name, long id, long incarnation, HostPort rpcAddress) {
		return new Node(new NodeId(id), incarnation, name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				new HostPort("127.0.0.1", 1), rpcAddress, Map.of());
	}

	Node at(HostPort address) {
		return node(this.self.name(), this.self.id().value(), this.self.incarnation(), address);
	}

	Node incarnation(long incarnation) {
		return node(this.self.name(), this.self.id().value(), incarnation, this.self.rpcAddress());
	}

	private void serve(InboundRequest request) {
		byte[] bytes = ByteBufUtil.getBytes(request.payload());
		request.payload().release();
		if (request.methodId() == ECHO) {
			request.succeed((out) -> out.writeBytes(bytes));
		}
		else if (request.methodId() == COUNT) {
			this.counted.incrementAndGet();
			request.succeed((out) -> out.writeBytes(bytes));
		}
		else {
			this.held.add(request);
		}
	}

	Outcome call(Node target, long method, byte[] body) {
		return call(target, method, Duration.ofSeconds(20), false, body);
	}

	Outcome call(Node target, long method, Duration timeout, boolean oneWay, byte[] body) {
		Outcome outcome = new Outcome();
		outcome.handle = this.transport.client()
			.send(target, request(method, timeout, oneWay), (out) -> out.writeBytes(body), outcome);
		return outcome;
	}

	Outcome callIdempotent(Node target, long method, byte[] body) {
		Outcome outcome = new Outcome();
		outcome.handle = this.transport.client()
			.send(target, new StatedRequest(method, System.nanoTime() + Duration.ofSeconds(20).toNanos(), false, true,
					CallPriority.NORMAL), (out) -> out.writeBytes(body), outcome);
		return outcome;
	}

	static void meet(TestNode... nodes) {
		Node[] members = new Node[nodes.length];
		for (int i = 0; i < nodes.length; i++) {
			members[i] = nodes[i].self;
		}
		for (TestNode node : nodes) {
			node.views.publish(1, members);
		}
	}

	@Override
	public void close() {
		this.transport.stop(Duration.ofMillis(200));
	}

	static RpcClient.Request request(long method, Duration timeout, boolean oneWay) {
		return new StatedRequest(method, System.nanoTime() + timeout.toNanos(), oneWay, false, CallPriority.NORMAL);
	}

}
