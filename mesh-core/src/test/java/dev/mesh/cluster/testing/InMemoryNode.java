package dev.mesh.cluster.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

/**
 * One node of an {@link InMemoryBus}. Receivers are called on its one membership thread.
 */
public final class InMemoryNode implements MeshCluster, Messaging {

	private final InMemoryBus bus;

	private final WatchedValue<MembershipStatus> status = new WatchedValue<>(MembershipStatus.MEMBER);

	private final WatchedValue<View> views;

	private final Map<Subject, Receiver> receivers = new ConcurrentHashMap<>();

	private final Map<NodeId, Deque<Runnable>> links = new HashMap<>();

	private final ExecutorService membershipThread;

	private volatile Node self;

	private volatile boolean closed;

	InMemoryNode(InMemoryBus bus, long id, String name, double capacity, Role role, Map<String, Long> contracts) {
		this.bus = bus;
		this.self = new Node(new NodeId(id), 0, name, "zone", "region", Map.of(), Set.of(), capacity, role,
				new HostPort("127.0.0.1", 0), new HostPort("127.0.0.1", 0), contracts);
		this.views = new WatchedValue<>(new View(0, 0, new NodeId(id), List.of()));
		this.membershipThread = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "mesh-test-membership-" + name);
			thread.setDaemon(true);
			return thread;
		});
	}

	public NodeId id() {
		return this.self.id();
	}

	@Override
	public Node self() {
		return this.self;
	}

	@Override
	public Watched<MembershipStatus> status() {
		return this.status;
	}

	@Override
	public Watched<View> views() {
		return this.views;
	}

	void incarnate(long incarnation) {
		Node old = this.self;
		this.self = new Node(old.id(), incarnation, old.name(), old.zone(), old.region(), old.labels(), old.tags(),
				old.capacity(), old.role(), old.clusterAddress(), old.rpcAddress(), old.contracts());
	}

	void install(View view) {
		this.views.set(view);
	}

	@Override
	public void send(NodeId to, Subject subject, byte[] payload) {
		find(to).filter(this::flowsTo).ifPresent((member) -> sendTo(member, subject, payload));
	}

	@Override
	public void broadcast(Subject subject, byte[] payload) {
		others().filter(this::flowsTo).forEach((member) -> sendTo(member, subject, payload));
	}

	@Override
	public void sendOnce(NodeId to, Subject subject, byte[] payload) {
		find(to).filter(this::passesOnce).ifPresent((member) -> sendTo(member, subject, payload));
	}

	@Override
	public void broadcastOnce(Subject subject, byte[] payload) {
		others().filter(this::passesOnce).forEach((member) -> sendTo(member, subject, payload));
	}

	private Optional<InMemoryNode> find(NodeId id) {
		return this.bus.members(view()).stream().filter((member) -> member.id().equals(id)).findFirst();
	}

	private Stream<InMemoryNode> others() {
		return this.bus.members(view()).stream().filter((member) -> member != this);
	}

	private boolean flowsTo(InMemoryNode member) {
		return !this.bus.stalls(this, member);
	}

	private boolean passesOnce(InMemoryNode member) {
		return !this.bus.losesWhatIsSentOnce(this, member);
	}

	private void sendTo(InMemoryNode to, Subject subject, byte[] payload) {
		if (!this.closed && !this.bus.loses(this, to)) {
			to.deliver(this.self, subject, payload.clone());
		}
	}

	@Override
	public void receive(Subject subject, Receiver receiver) {
		this.receivers.put(subject, receiver);
	}

	/** Deliver as if from the sender, whether it is in the view or not. */
	public void deliver(Node sender, Subject subject, byte[] payload) {
		synchronized (this.links) {
			if (this.closed) {
				return;
			}
			this.links.computeIfAbsent(sender.id(), (id) -> new ArrayDeque<>())
				.add(() -> receiveNow(sender, subject, payload));
			this.membershipThread.execute(this::deliverOne);
		}
	}

	private void receiveNow(Node sender, Subject subject, byte[] payload) {
		Receiver receiver = this.receivers.get(subject);
		if (receiver != null && !this.closed) {
			receiver.onMessage(sender, payload);
		}
	}

	private void deliverOne() {
		Runnable delivery;
		synchronized (this.links) {
			List<Deque<Runnable>> waiting = new ArrayList<>(this.links.values());
			waiting.removeIf(Deque::isEmpty);
			delivery = waiting.get(this.bus.random(waiting.size())).remove();
		}
		delivery.run();
	}

	void close() {
		synchronized (this.links) {
			this.closed = true;
			this.membershipThread.shutdown();
		}
	}

}
