package dev.mesh.benchmarks.calls.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port for a child to listen on.
 */
public final class FreePort {

	private FreePort() {
	}

	/**
	 * Find one that nobody has just now.
	 * @return the port
	 * @throws IOException if there is none
	 */
	public static int find() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
