package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Queue;

import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;

/**
 * A server socket whose {@link #accept()} only returns connections that have proven
 * themselves. Its threads start with the first call and end when it is closed.
 */
final class GuardedServerSocket extends ServerSocket {

	private final int backlog;

	private final Guard guard;

	/** Guarded by itself. */
	private final Queue<AcceptedSocket> proven = new ArrayDeque<>();

	GuardedServerSocket(TransportSecurity security, GuardOptions options, RefusalLog refusals) throws IOException {
		this.backlog = options.backlog();
		this.guard = new Guard(this, security, options, refusals);
	}

	@Override
	public void bind(SocketAddress endpoint) throws IOException {
		bind(endpoint, this.backlog);
	}

	@Override
	public Socket accept() throws IOException {
		this.guard.start();
		synchronized (this.proven) {
			try {
				while (this.proven.isEmpty() && !isClosed()) {
					this.proven.wait();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new InterruptedIOException("interrupted while waiting for a connection");
			}
			AcceptedSocket socket = this.proven.poll();
			if (socket == null) {
				throw new SocketException("Socket closed");
			}
			return socket;
		}
	}

	/** Take the next connection from the kernel. For the guard. */
	AcceptedSocket acceptUnproven() throws IOException {
		AcceptedSocket socket = new AcceptedSocket();
		implAccept(socket);
		return socket;
	}

	/** Hand over a connection. For the guard, which bounds their number. */
	void offer(AcceptedSocket socket) throws IOException {
		synchronized (this.proven) {
			if (isClosed()) {
				socket.close();
				return;
			}
			this.proven.add(socket);
			this.proven.notify();
		}
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.guard.stop();
		synchronized (this.proven) {
			for (AcceptedSocket socket : this.proven) {
				socket.close();
			}
			this.proven.clear();
			this.proven.notifyAll();
		}
	}

}
