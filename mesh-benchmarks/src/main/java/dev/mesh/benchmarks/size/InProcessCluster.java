package dev.mesh.benchmarks.size;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.service.MeshNode;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of this JVM, whole but for the sockets of membership. For one thread.
 */
final class InProcessCluster implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** How many join at a time, as machines do that are switched on together. */
	private static final int STARTERS = 16;

	private static final String CHANGED = "changed";

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	InProcessCluster(int size) {
		for (int i = 0; i < size; i++) {
			this.nodes.add(MeshNode.of(NodeSpecs.named("node-" + i), this.network));
		}
	}

	/**
	 * Start one node, then all others together.
	 * @return milliseconds until each had a view of all
	 */
	double form() throws TimeoutException, InterruptedException {
		long begun = System.nanoTime();
		this.nodes.get(0).start();
		each(this.nodes.subList(1, this.nodes.size()), MeshNode::start);
		for (MeshNode node : this.nodes) {
			node.cluster().awaitView((view) -> view.members().size() == this.nodes.size(), PATIENCE);
		}
		return millisSince(begun);
	}

	/**
	 * Wait until all know all instances to be ready.
	 * @return milliseconds
	 */
	double settle() throws TimeoutException, InterruptedException {
		long begun = System.nanoTime();
		for (MeshNode node : this.nodes) {
			node.directory().snapshots().await(this::isComplete, PATIENCE);
		}
		return millisSince(begun);
	}

	private boolean isComplete(DirectorySnapshot snapshot) {
		return snapshot.entries().size() == this.nodes.size() && snapshot.entries()
			.values()
			.stream()
			.allMatch((entry) -> entry.instances()
				.stream()
				.filter((instance) -> instance.status() == InstanceStatus.READY)
				.count() == NodeSpecs.SERVICES);
	}

	/**
	 * Change the entry of one node.
	 * @param turn tells one change from another, and whose entry it is
	 * @return milliseconds until all others had it
	 */
	double change(int turn) throws TimeoutException, InterruptedException {
		MeshNode changing = this.nodes.get(turn % this.nodes.size());
		NodeId id = changing.cluster().self().id();
		String value = Integer.toString(turn);
		long begun = System.nanoTime();
		changing.announce(Map.of(CHANGED, value));
		for (MeshNode node : this.nodes) {
			node.directory().snapshots().await((snapshot) -> has(snapshot.entries().get(id), value), PATIENCE);
		}
		return millisSince(begun);
	}

	private static boolean has(@Nullable NodeEntry entry, String value) {
		return entry != null && value.equals(entry.attributes().get(CHANGED));
	}

	/**
	 * Leave them alone.
	 * @param time how long
	 * @return the bytes that each node sent per second
	 */
	double listen(Duration time) throws InterruptedException {
		long before = this.network.carriedBytes();
		long begun = System.nanoTime();
		TimeUnit.NANOSECONDS.sleep(time.toNanos());
		double seconds = millisSince(begun) / 1e3;
		return (this.network.carriedBytes() - before) / seconds / this.nodes.size();
	}

	private static double millisSince(long begun) {
		return (System.nanoTime() - begun) / 1e6;
	}

	/** Without a word to the others: they end as well. */
	@Override
	public void close() {
		try {
			each(this.nodes, MeshNode::kill);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void each(List<MeshNode> nodes, Consumer<MeshNode> action) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(STARTERS,
				(task) -> new Thread(task, "mesh-bench-nodes"));
		try {
			List<Future<?>> all = new ArrayList<>();
			nodes.forEach((node) -> all.add(threads.submit(() -> action.accept(node))));
			for (Future<?> one : all) {
				one.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a node failed: " + ex.getCause(), ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
