package dev.mesh.cluster.jgroups;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * The input of a socket, with one deadline for all reads together until it is lifted: a
 * timeout per read is renewed by every byte that a hostile peer lets drip.
 */
final class DeadlineInputStream extends FilterInputStream {

	private final Socket socket;

	private volatile boolean limited;

	private volatile long deadlineNanos;

	DeadlineInputStream(InputStream in, Socket socket) {
		super(in);
		this.socket = socket;
	}

	/**
	 * Limit all reads from now on together.
	 * @param deadlineNanos in terms of {@link System#nanoTime()}
	 */
	void limitTo(long deadlineNanos) {
		this.deadlineNanos = deadlineNanos;
		this.limited = true;
	}

	void lift() throws IOException {
		this.limited = false;
		this.socket.setSoTimeout(0);
	}

	@Override
	public int read() throws IOException {
		awaitWithinDeadline();
		return super.read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		awaitWithinDeadline();
		return super.read(bytes, offset, length);
	}

	private void awaitWithinDeadline() throws IOException {
		if (!this.limited) {
			return;
		}
		long left = TimeUnit.NANOSECONDS.toMillis(this.deadlineNanos - System.nanoTime());
		if (left <= 0) {
			throw new SocketTimeoutException("the time to prove itself is over");
		}
		this.socket.setSoTimeout((int) left);
	}

}
