package dev.mesh.cluster.jgroups;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketImpl;

import org.jspecify.annotations.Nullable;

/**
 * A TCP socket that changes its streams once the peer has proven itself: before, they
 * carry what is on the wire, for the TLS layer above; after, they carry what the layer
 * lets through. All else (options, addresses, state) is that of the TCP socket itself.
 * <p>
 * {@link #close()} closes the TCP socket and leaves TLS no last word: it never blocks,
 * wakes readers and writers, and what has been written still arrives. JGroups frames its
 * messages and says good-bye in its own protocol, so a cut stream is noticed.
 */
abstract class GuardedSocket extends Socket {

	private @Nullable DeadlineInputStream wire;

	private volatile @Nullable InputStream input;

	private volatile @Nullable OutputStream output;

	GuardedSocket() {
	}

	/**
	 * Make a socket for a server socket to fill in.
	 * @param none always {@code null}
	 */
	GuardedSocket(@Nullable SocketImpl none) throws IOException {
		super(none);
	}

	@Override
	public InputStream getInputStream() throws IOException {
		InputStream carried = this.input;
		return (carried != null) ? carried : wire();
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		OutputStream carried = this.output;
		return (carried != null) ? carried : super.getOutputStream();
	}

	/** The input of the TCP socket. Only for the thread that proves the peer. */
	final DeadlineInputStream wire() throws IOException {
		if (this.wire == null) {
			this.wire = new DeadlineInputStream(super.getInputStream(), this);
		}
		return this.wire;
	}

	/**
	 * From now on, carry these streams.
	 * @param input what the peer says
	 * @param output what it is told
	 */
	final void carry(InputStream input, OutputStream output) {
		this.output = output;
		this.input = input;
	}

	/**
	 * Close after a refusal. What the peer has sent is taken from the kernel first, or it
	 * would reset the connection and with it erase the alert that tells the peer why.
	 */
	final void refuse() {
		try (this) {
			if (!isOutputShutdown()) {
				shutdownOutput();
			}
			InputStream in = super.getInputStream();
			in.skipNBytes(in.available());
		}
		catch (EOFException ex) {
			// The peer has closed: nothing to take.
		}
		catch (IOException ex) {
			// The connection is gone, which is what was wanted.
		}
	}

}
