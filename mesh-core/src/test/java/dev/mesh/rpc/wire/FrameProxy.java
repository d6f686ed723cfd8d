package dev.mesh.rpc.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

import dev.mesh.cluster.HostPort;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the port for calls of a node and passes frames on, in its own way.
 */
public final class FrameProxy implements AutoCloseable {

	private static final int MAX_FRAME_BYTES = 8 * 1024 * 1024;

	private final ServerSocket listener;

	private final HostPort target;

	private volatile Manner manner = Manner.FAITHFUL;

	public FrameProxy(HostPort target) throws IOException {
		this.target = target;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public HostPort address() {
		return new HostPort("127.0.0.1", this.listener.getLocalPort());
	}

	/**
	 * Pass frames on in another way from now on.
	 * @param other how
	 */
	public void turn(Manner other) {
		this.manner = other;
	}

	private static void start(IoTask task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (SocketException | EOFException ex) {
				// one of the two ends has closed
				return;
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, "mesh-test-frame-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() throws IOException {
		while (true) {
			Socket caller = this.listener.accept();
			Socket node = new Socket(this.target.host(), this.target.port());
			caller.setTcpNoDelay(true);
			node.setTcpNoDelay(true);
			start(() -> pass(caller, node, true));
			start(() -> pass(node, caller, false));
		}
	}

	private void pass(Socket from, Socket to, boolean request) throws IOException {
		try (from; to) {
			DataInputStream in = new DataInputStream(from.getInputStream());
			OutputStream out = to.getOutputStream();
			while (true) {
				ByteBuf frame = read(in);
				ByteBuf passed = request ? this.manner.request(frame) : this.manner.reply(frame);
				if (passed == null) {
					return;
				}
				boolean whole = passed.getInt(0) <= passed.readableBytes() - Integer.BYTES;
				byte[] bytes = ByteBufUtil.getBytes(passed);
				passed.release();
				out.write(bytes);
				if (!whole) {
					return;
				}
			}
		}
	}

	private static ByteBuf read(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > MAX_FRAME_BYTES) {
			throw new IOException("frame of " + length + " bytes");
		}
		byte[] bytes = new byte[length];
		in.readFully(bytes);
		return Unpooled.buffer().writeInt(length).writeBytes(bytes);
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	/**
	 * How frames are passed on.
	 */
	public interface Manner {

		Manner FAITHFUL = new Manner() {
		};

		/**
		 * Return what the node gets.
		 * @param frame a frame of the caller
		 * @return the bytes, or {@code null} to close the connection
		 */
		default @Nullable ByteBuf request(ByteBuf frame) {
			return frame;
		}

		/**
		 * Return what the caller gets.
		 * @param frame a frame of the node
		 * @return the bytes, or {@code null} to close the connection
		 */
		default @Nullable ByteBuf reply(ByteBuf frame) {
			return frame;
		}

	}

	private interface IoTask {

		void run() throws IOException;

	}

}
