package dev.mesh.cluster.jgroups;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sits in the middle of one connection and records what its maker sends.
 */
final class Recorder implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

	private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

	private final Socket target = new Socket();

	Recorder(InetSocketAddress target) throws IOException {
		this.target.connect(target);
		daemon(this::record);
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.listener.getLocalSocketAddress();
	}

	byte[] recorded() {
		return this.recorded.toByteArray();
	}

	private void record() {
		try (Socket maker = this.listener.accept()) {
			daemon(() -> answer(maker));
			byte[] buffer = new byte[8192];
			int count = maker.getInputStream().read(buffer);
			while (count >= 0) {
				this.recorded.write(buffer, 0, count);
				this.target.getOutputStream().write(buffer, 0, count);
				count = maker.getInputStream().read(buffer);
			}
		}
		catch (IOException ex) {
			// The connection is over.
		}
	}

	private void answer(Socket maker) {
		try {
			this.target.getInputStream().transferTo(maker.getOutputStream());
		}
		catch (IOException ex) {
			// The connection is over.
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "recorder");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.target.close();
	}

}
