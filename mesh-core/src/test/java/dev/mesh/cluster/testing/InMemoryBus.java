package dev.mesh.cluster.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;

/**
 * Joins nodes in one JVM. Views change when the test says so, and at once for all nodes
 * concerned; messages are in order per sender, reordered across senders, and lost where
 * the test wants it.
 */
public final class InMemoryBus implements AutoCloseable {

	private final Random random;

	private final List<InMemoryNode> all = new ArrayList<>();

	private final List<InMemoryNode> live = new ArrayList<>();

	private final Set<InMemoryNode> cutOff = ConcurrentHashMap.newKeySet();

	private final Set<List<InMemoryNode>> stalled = ConcurrentHashMap.newKeySet();

	private final Set<List<InMemoryNode>> lossyOnce = ConcurrentHashMap.newKeySet();

	private long number;

	private long incarnation;

	private volatile int lossPercent;

	public InMemoryBus(long seed) {
		this.random = new Random(seed);
	}

	public InMemoryNode join(String name) {
		return join(name, 1, Role.MEMBER);
	}

	public InMemoryNode join(String name, double capacity, Role role) {
		return join(name, capacity, role, Map.of());
	}

	/** The node tells of contracts when it joins. */
	public InMemoryNode join(String name, Map<String, Long> contracts) {
		return join(name, 1, Role.MEMBER, contracts);
	}

	private synchronized InMemoryNode join(String name, double capacity, Role role, Map<String, Long> contracts) {
		InMemoryNode node = new InMemoryNode(this, this.random.nextLong(), name, capacity, role, contracts);
		this.all.add(node);
		node.incarnate(++this.incarnation);
		this.live.add(node);
		publish(this.live);
		return node;
	}

	/** The node is gone: it sends nothing, and the others see a view without it. */
	public synchronized void kill(InMemoryNode node) {
		node.close();
		this.live.remove(node);
		publish(this.live);
	}

	/** The node comes back in a newer incarnation, last in the order of the view. */
	public synchronized void rejoin(InMemoryNode node) {
		this.live.remove(node);
		node.incarnate(++this.incarnation);
		this.live.add(node);
		publish(this.live);
	}

	/** Both sides go on with a view of their own. */
	public synchronized void partition(InMemoryNode... minority) {
		this.cutOff.addAll(List.of(minority));
		List<InMemoryNode> majority = new ArrayList<>(this.live);
		majority.removeAll(this.cutOff);
		publish(majority);
		publish(List.of(minority));
	}

	/** One view again; who was cut off has rejoined. */
	public synchronized void heal() {
		for (InMemoryNode node : Set.copyOf(this.cutOff)) {
			this.live.remove(node);
			node.incarnate(++this.incarnation);
			this.live.add(node);
		}
		this.cutOff.clear();
		publish(this.live);
	}

	public void loseMessages(int percent) {
		this.lossPercent = percent;
	}

	/** From now on the ordered way from one to the other delivers nothing. */
	public void stall(InMemoryNode from, InMemoryNode to) {
		this.stalled.add(List.of(from, to));
	}

	boolean stalls(InMemoryNode from, InMemoryNode to) {
		return this.stalled.contains(List.of(from, to));
	}

	/** From now on what is sent once from one to the other is lost. */
	public void loseWhatIsSentOnce(InMemoryNode from, InMemoryNode to) {
		this.lossyOnce.add(List.of(from, to));
	}

	boolean losesWhatIsSentOnce(InMemoryNode from, InMemoryNode to) {
		return this.lossyOnce.contains(List.of(from, to));
	}

	boolean loses(InMemoryNode from, InMemoryNode to) {
		return this.cutOff.contains(from) != this.cutOff.contains(to) || random(100) < this.lossPercent;
	}

	/** Not under the lock of the bus: nodes draw while they hold their own. */
	int random(int bound) {
		return this.random.nextInt(bound);
	}

	synchronized List<InMemoryNode> members(View view) {
		return this.live.stream().filter((node) -> view.find(node.id()) != null).toList();
	}

	private void publish(Collection<InMemoryNode> members) {
		if (members.isEmpty()) {
			return;
		}
		this.number++;
		View view = new View(this.number, this.number, members.iterator().next().id(),
				members.stream().map(InMemoryNode::self).toList());
		new HashSet<>(members).forEach((node) -> node.install(view));
	}

	public Stream<InMemoryNode> nodes() {
		return List.copyOf(this.live).stream();
	}

	@Override
	public synchronized void close() {
		this.all.forEach(InMemoryNode::close);
	}

}
