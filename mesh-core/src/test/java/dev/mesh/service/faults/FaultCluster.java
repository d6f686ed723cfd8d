package dev.mesh.service.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.mesh.cluster.HostPort;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.service.MeshNode;
import org.awaitility.Awaitility;

/**
 * Three processes that host a {@link Ledger}, and a caller in this one.
 */
final class FaultCluster implements AutoCloseable {

	final List<FaultProcess> processes = new ArrayList<>();

	final AtomicLong sentAgain = new AtomicLong();

	private final MeshNode caller;

	FaultCluster(Path folder) {
		List<Integer> ports = freePorts(4);
		String peers = ports.stream().map((port) -> "127.0.0.1:" + port).collect(Collectors.joining(","));
		for (int i = 0; i < 3; i++) {
			this.processes.add(new FaultProcess("node-" + (i + 1), ports.get(i), folder, peers));
		}
		List<HostPort> addresses = ports.stream().map((port) -> new HostPort("127.0.0.1", port)).toList();
		this.caller = MeshNode.of(FaultNode.spec("caller", ports.get(3), addresses, null, counting()));
	}

	private CallObserver counting() {
		return new CallObserver() {

			@Override
			public void noted(CallPoint point, CallEvent event) {
				if (event == CallEvent.RETRY || event == CallEvent.HEDGE) {
					FaultCluster.this.sentAgain.incrementAndGet();
				}
			}

		};
	}

	Ledger ledger() {
		return this.caller.proxy(Ledger.class);
	}

	/**
	 * Start what is down and wait until all three host the service.
	 */
	void heal() {
		this.processes.forEach(FaultProcess::start);
		this.caller.start();
		Awaitility.await("three instances").atMost(Duration.ofMinutes(2)).until(() -> ready() == 3);
	}

	private long ready() {
		return this.caller.directory()
			.snapshot()
			.instancesOf("ledger")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.count();
	}

	List<String> ran() {
		return this.processes.stream().flatMap((process) -> process.ran().stream()).toList();
	}

	@Override
	public void close() {
		this.caller.stop();
		this.processes.forEach(FaultProcess::close);
	}

	private static List<Integer> freePorts(int count) {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
			}
			List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
			for (ServerSocket socket : sockets) {
				socket.close();
			}
			return ports;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
