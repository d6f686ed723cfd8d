package dev.mesh.service.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

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

	private static final List<String> ORDINARY = List.of("node-1", "node-2", "node-3");

	private static final List<String> FORGED = List.of("garbage", "older", "foreign");

	private final Map<String, FaultProcess> all = new LinkedHashMap<>();

	final AtomicLong sentAgain = new AtomicLong();

	private final MeshNode caller;

	FaultCluster(Path folder) {
		List<Integer> ports = freePorts(ORDINARY.size() + FORGED.size() + 1);
		String peers = ports.stream().map((port) -> "127.0.0.1:" + port).collect(Collectors.joining(","));
		Iterator<Integer> port = ports.iterator();
		ORDINARY
			.forEach((name) -> this.all.put(name, new FaultProcess(FaultNode.class, name, port.next(), folder, peers)));
		FORGED.forEach(
				(name) -> this.all.put(name, new FaultProcess(ForgedNode.class, name, port.next(), folder, peers)));
		this.caller = MeshNode.of(FaultNode.spec("caller", port.next(), FaultNode.peers(peers), null, counting()));
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

	MeshNode caller() {
		return this.caller;
	}

	Ledger ledger() {
		return this.caller.proxy(Ledger.class);
	}

	FaultProcess process(String name) {
		return Objects.requireNonNull(this.all.get(name), name);
	}

	/**
	 * Have three ordinary processes host the service.
	 */
	void heal() {
		heal(ORDINARY.get(0));
	}

	/**
	 * Have this process and two ordinary ones host the service, and nobody else.
	 * @param name the name of the process
	 */
	void heal(String name) {
		Set<String> wanted = Set.of(name, ORDINARY.get(1), ORDINARY.get(2));
		this.all.forEach((known, process) -> {
			if (!wanted.contains(known)) {
				process.kill();
			}
		});
		wanted.forEach((known) -> process(known).start());
		this.caller.start();
		Awaitility.await(wanted + " host the service")
			.atMost(Duration.ofMinutes(2))
			.until(() -> hosts().equals(wanted) && members() == wanted.size() + 1);
	}

	private Set<String> hosts() {
		return this.caller.directory()
			.snapshot()
			.instancesOf("ledger")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.map((hosted) -> hosted.node().name())
			.collect(Collectors.toSet());
	}

	private int members() {
		return this.caller.cluster().view().members().size();
	}

	/**
	 * Return what has been run, by process.
	 * @return the name of the process, and what it ran: a word and the id of the call
	 */
	Map<String, List<String>> ran() {
		Map<String, List<String>> ran = new LinkedHashMap<>();
		this.all.forEach((name, process) -> ran.put(name, process.ran()));
		return ran;
	}

	@Override
	public void close() {
		this.caller.stop();
		this.all.values().forEach(FaultProcess::close);
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
