package dev.mesh.service.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.mesh.directory.InstanceStatus;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.selector.Selectors;
import dev.mesh.service.MeshNode;
import org.awaitility.Awaitility;

/**
 * Three processes that host a {@link Ledger}, and a caller in this one.
 */
final class FaultCluster implements AutoCloseable {

	private static final List<String> ORDINARY = List.of("node-1", "node-2", "node-3");

	private static final List<String> FORGED = List.of("garbage", "older", "foreign");

	private static final int FIRST_PORT = 20_000;

	private static final int PORTS = 10_000;

	private final Map<String, FaultProcess> all = new LinkedHashMap<>();

	final AtomicLong sentAgain = new AtomicLong();

	private final MeshNode caller;

	FaultCluster(Path folder, Selectors selectors) {
		List<Integer> ports = freePorts(ORDINARY.size() + FORGED.size() + 1);
		String peers = ports.stream().map((port) -> "127.0.0.1:" + port).collect(Collectors.joining(","));
		Iterator<Integer> port = ports.iterator();
		ORDINARY
			.forEach((name) -> this.all.put(name, new FaultProcess(FaultNode.class, name, port.next(), folder, peers)));
		FORGED.forEach(
				(name) -> this.all.put(name, new FaultProcess(ForgedNode.class, name, port.next(), folder, peers)));
		this.caller = MeshNode
			.of(FaultNode.spec("caller", port.next(), FaultNode.peers(peers), null, selectors, counting()));
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
	 * Have these processes host the service, and nobody else.
	 * @param names the names of the processes
	 */
	void heal(String... names) {
		Set<String> wanted = Set.of(names);
		this.all.forEach((known, process) -> {
			if (!wanted.contains(known)) {
				process.kill();
			}
		});
		wanted.forEach((known) -> process(known).start());
		this.caller.start();
		Awaitility.await(wanted + " host the service").atMost(Duration.ofMinutes(2)).until(() -> {
			wanted.forEach((known) -> process(known).requireAlive());
			return hosts().equals(wanted) && members() == wanted.size() + 1;
		});
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

	/**
	 * Ports that stay free while a process is down: none that the system gives to others
	 * that ask for any.
	 */
	private static List<Integer> freePorts(int count) {
		Set<Integer> ports = new LinkedHashSet<>();
		Random random = new Random();
		while (ports.size() < count) {
			int port = FIRST_PORT + random.nextInt(PORTS);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				ports.add(socket.getLocalPort());
			}
			catch (BindException ex) {
				ports.remove(port);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return List.copyOf(ports);
	}

}
