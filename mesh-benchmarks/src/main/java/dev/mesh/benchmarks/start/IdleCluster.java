package dev.mesh.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mesh.benchmarks.calls.process.FreePort;

/**
 * A cluster of empty applications that is left alone. For one thread.
 */
final class IdleCluster implements AutoCloseable {

	private final List<ApplicationProcess> nodes = new ArrayList<>();

	/**
	 * Start the nodes and wait until each sees all.
	 * @param count how many
	 * @param logs where their logs go
	 */
	static IdleCluster start(int count, Path logs) throws IOException, InterruptedException {
		IdleCluster cluster = new IdleCluster();
		try {
			int port = FreePort.find();
			for (int i = 0; i < count; i++) {
				cluster.nodes.add(ApplicationProcess.start(ClassPaths.with(), logs.resolve("idle-" + i + ".log"),
						"mesh.cluster-name=idle", "mesh.node.name=idle-" + i,
						"mesh.cluster-port=" + ((i == 0) ? port : 0), "mesh.peers=127.0.0.1:" + port));
			}
			for (ApplicationProcess node : cluster.nodes) {
				node.awaitMembers(count);
			}
			return cluster;
		}
		catch (IOException | RuntimeException | InterruptedException ex) {
			cluster.close();
			throw ex;
		}
	}

	/**
	 * Look on.
	 * @param time how long
	 * @return the part of one processor that each node uses, 0 to 1 and above
	 */
	List<Double> cpu(Duration time) throws IOException, InterruptedException {
		List<Duration> before = used();
		long begun = System.nanoTime();
		TimeUnit.NANOSECONDS.sleep(time.toNanos());
		List<Duration> after = used();
		double nanos = System.nanoTime() - begun;
		List<Double> parts = new ArrayList<>();
		for (int i = 0; i < before.size(); i++) {
			parts.add(after.get(i).minus(before.get(i)).toNanos() / nanos);
		}
		return parts;
	}

	private List<Duration> used() throws IOException, InterruptedException {
		List<Duration> used = new ArrayList<>();
		for (ApplicationProcess node : this.nodes) {
			used.add(node.cpu());
		}
		return used;
	}

	@Override
	public void close() {
		this.nodes.forEach(ApplicationProcess::close);
	}

}
