package dev.mesh.cluster.jgroups;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;

import org.jspecify.annotations.Nullable;

/**
 * The output of a connection whose peer has yet to prove itself: keeps what is written
 * until then, and never waits. Bounded: a writer of more is told that the connection is
 * of no use.
 */
final class HeldOutput extends OutputStream {

	/** More than flow control lets out to a peer that is silent. */
	static final int MAX_HELD = 4 << 20;

	private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream();

	private boolean failed;

	private volatile @Nullable OutputStream proven;

	/**
	 * Write what was kept, and from now on everything, to this stream.
	 * @param target the stream
	 * @throws IOException if it cannot be written
	 */
	synchronized void release(OutputStream target) throws IOException {
		ByteArrayOutputStream waiting = this.held;
		if (waiting != null) {
			this.held = null;
			waiting.writeTo(target);
			target.flush();
			this.proven = target;
		}
	}

	/** Forget what was kept: the peer did not prove itself. */
	synchronized void fail() {
		this.held = null;
		this.failed = true;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		OutputStream target = this.proven;
		if (target == null) {
			target = hold(bytes, offset, length);
		}
		if (target != null) {
			target.write(bytes, offset, length);
		}
	}

	/** Return where to write instead if the peer has proven itself meanwhile. */
	private synchronized @Nullable OutputStream hold(byte[] bytes, int offset, int length) throws IOException {
		ByteArrayOutputStream waiting = this.held;
		if (waiting == null) {
			return requireProven();
		}
		if (length > MAX_HELD - waiting.size()) {
			throw new SocketException(
					waiting.size() + " bytes wait for the peer to prove itself, and " + length + " more do not fit");
		}
		waiting.write(bytes, offset, length);
		return null;
	}

	private synchronized @Nullable OutputStream requireProven() throws SocketException {
		if (this.failed || this.proven == null) {
			throw new SocketException("the peer did not prove itself");
		}
		return this.proven;
	}

	@Override
	public void flush() throws IOException {
		OutputStream target = this.proven;
		if (target != null) {
			target.flush();
		}
	}

}
