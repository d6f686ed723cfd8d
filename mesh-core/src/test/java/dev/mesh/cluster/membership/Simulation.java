package dev.mesh.cluster.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Nodes on a network and a transport that exist only in this one thread and in a time of
 * their own: what happens follows from the seed. Messages are delayed, in order per pair
 * where the transport promises it, and lost; the transport notices late who is gone.
 */
final class Simulation {

	private static final long DETECTION = TimeUnit.MILLISECONDS.toNanos(1800);

	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(80);

	final Random random;

	final List<SimulatedNode> nodes = new ArrayList<>();

	private final PriorityQueue<Event> events = new PriorityQueue<>(
			Comparator.comparingLong(Event::due).thenComparingLong(Event::order));

	private long now;

	private long order;

	private int lossPercent;

	Simulation(long seed) {
		this.random = new Random(seed);
	}

	long now() {
		return this.now;
	}

	SimulatedNode add(String name) {
		SimulatedNode node = new SimulatedNode(this, this.nodes.size() + 1L, name);
		this.nodes.add(node);
		tick(node);
		return node;
	}

	private void tick(SimulatedNode node) {
		node.turn(() -> {
		});
		schedule(TICK, () -> tick(node));
	}

	void loseMessages(int percent) {
		this.lossPercent = percent;
	}

	boolean loses() {
		return this.random.nextInt(100) < this.lossPercent;
	}

	long delay() {
		return (long) (this.random.nextDouble() * MAX_DELAY);
	}

	void schedule(long delay, Runnable action) {
		this.events.add(new Event(this.now + delay, this.order++, action));
	}

	void run(Duration time) {
		long end = this.now + time.toNanos();
		while (!this.events.isEmpty() && this.events.peek().due() <= end) {
			Event next = this.events.remove();
			this.now = next.due();
			next.action().run();
		}
		this.now = end;
	}

	/** Cut the network in two at random; the transport notices after a while. */
	void partition() {
		this.nodes.forEach((node) -> node.side = this.random.nextInt(2));
		schedule(DETECTION, () -> regroup(false));
	}

	void heal() {
		this.nodes.forEach((node) -> node.side = 0);
		schedule(DETECTION, () -> regroup(true));
	}

	/** Stop a node for a while; the transport notices both its end and its return. */
	void hang(SimulatedNode node, Duration time) {
		node.hangUntil(this.now + time.toNanos());
		schedule(DETECTION, () -> regroup(false));
		schedule(time.toNanos() + DETECTION, () -> regroup(true));
	}

	/** Tell all that run which of them reach each other, in any order of theirs. */
	void regroup(boolean merge) {
		for (int side = 0; side < 2; side++) {
			List<SimulatedNode> group = new ArrayList<>();
			for (SimulatedNode node : this.nodes) {
				if (node.side == side && !node.isHung()) {
					group.add(node);
				}
			}
			if (merge) {
				Collections.shuffle(group, this.random);
			}
			List<PeerAddress> members = group.stream().map(SimulatedNode::address).toList();
			group.forEach((node) -> node.regroup(members, merge));
		}
	}

	@Nullable SimulatedNode at(PeerAddress address) {
		for (SimulatedNode node : this.nodes) {
			if (node.address().equals(address)) {
				return node;
			}
		}
		return null;
	}

	/**
	 * Something that will happen.
	 *
	 * @param due when
	 * @param order after what else at the same time
	 * @param action what
	 */
	private record Event(long due, long order, Runnable action) {

	}

}
