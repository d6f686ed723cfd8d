package dev.mesh.rpc.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mesh.cluster.HostPort;

/**
 * Passes bytes on to a node until the test cuts or stalls it.
 */
public final class Proxy implements AutoCloseable {

	private final ServerSocket listener;

	private final HostPort target;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final Object gate = new Object();

	private boolean stalled;

	public Proxy(HostPort target) throws IOException {
		this.target = target;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start("accept", this::accept);
	}

	public HostPort address() {
		return new HostPort("127.0.0.1", this.listener.getLocalPort());
	}

	int accepted() {
		return this.sockets.size() / 2;
	}

	private static void start(String name, IoTask task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException | InterruptedException ex) {
				// the end of a copied connection
				return;
			}
		}, "mesh-test-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() throws IOException {
		while (!this.listener.isClosed()) {
			Socket inbound = this.listener.accept();
			Socket outbound = new Socket(this.target.host(), this.target.port());
			this.sockets.add(inbound);
			this.sockets.add(outbound);
			start("there", () -> copy(inbound, outbound));
			start("back", () -> copy(outbound, inbound));
		}
	}

	private void copy(Socket from, Socket to) throws IOException, InterruptedException {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[8192];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				awaitGate();
				out.write(buffer, 0, read);
			}
		}
	}

	private void awaitGate() throws InterruptedException {
		synchronized (this.gate) {
			while (this.stalled) {
				this.gate.wait();
			}
		}
	}

	public void stall(boolean stall) {
		synchronized (this.gate) {
			this.stalled = stall;
			this.gate.notifyAll();
		}
	}

	public void cut() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		stall(false);
		cut();
	}

	private interface IoTask {

		void run() throws IOException, InterruptedException;

	}

}
