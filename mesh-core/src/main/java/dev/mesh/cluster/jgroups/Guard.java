package dev.mesh.cluster.jgroups;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets peers prove themselves at a server socket, each on a thread of its own under a
 * deadline, and all in bounded number.
 */
final class Guard {

	private static final Logger logger = LoggerFactory.getLogger(Guard.class);

	private static final Duration IDLE = Duration.ofSeconds(5);

	/** How long to wait after an error of accept, such as too many open files. */
	private static final Duration PAUSE = Duration.ofMillis(100);

	private final GuardedServerSocket server;

	private final TransportSecurity security;

	private final GuardOptions options;

	private final RefusalLog refusals;

	private final PendingConnections pending;

	private final AtomicInteger connections = new AtomicInteger();

	private final ThreadPoolExecutor provers;

	private final Thread acceptor;

	private boolean started;

	Guard(GuardedServerSocket server, TransportSecurity security, GuardOptions options, RefusalLog refusals) {
		this.server = server;
		this.security = security;
		this.options = options;
		this.refusals = refusals;
		this.pending = new PendingConnections(options);
		AtomicInteger number = new AtomicInteger();
		// A displaced connection holds its thread a moment longer: the queue takes the
		// newcomer meanwhile.
		this.provers = new ThreadPoolExecutor(options.maxPending(), options.maxPending(), IDLE.toMillis(),
				TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(options.maxPending()),
				(task) -> thread(task, "mesh-guard-" + number.incrementAndGet()));
		this.provers.allowCoreThreadTimeOut(true);
		this.acceptor = thread(this::acceptUntilClosed, "mesh-guard-accept");
	}

	private static Thread thread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	synchronized void start() {
		if (!this.started && !this.server.isClosed()) {
			this.started = true;
			this.acceptor.setName("mesh-guard-accept-" + this.server.getLocalPort());
			this.acceptor.start();
		}
	}

	synchronized void stop() throws IOException {
		this.started = true;
		this.acceptor.interrupt();
		this.provers.shutdownNow();
		for (AcceptedSocket socket : this.pending.removeAll()) {
			socket.close();
		}
	}

	private void acceptUntilClosed() {
		while (!this.server.isClosed()) {
			try {
				admit(this.server.acceptUnproven());
			}
			catch (IOException ex) {
				if (!this.server.isClosed()) {
					logger.warn("The cluster port could not take a connection ({}). It goes on in a moment; "
							+ "check the limit of open files.", ex.toString());
					pause();
				}
			}
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void admit(AcceptedSocket socket) {
		long deadline = System.nanoTime() + this.options.provingTime().toNanos();
		AcceptedSocket displaced = this.pending.add(socket);
		if (displaced != null) {
			displaced.refuse();
			this.refusals.refused(displaced.peer(),
					"it had not proven itself yet when newer connections needed its place");
		}
		try {
			this.provers.execute(() -> prove(socket, deadline));
		}
		catch (RejectedExecutionException ex) {
			// Closed, or every place and the queue taken within the same moment.
			this.pending.remove(socket);
			socket.refuse();
		}
	}

	private void prove(AcceptedSocket socket, long deadline) {
		try {
			socket.prove(this.security, deadline);
			if (this.pending.remove(socket)) {
				handOver(socket);
			}
		}
		catch (IOException ex) {
			if (this.pending.remove(socket)) {
				refuse(socket, ex);
			}
		}
	}

	private void handOver(AcceptedSocket socket) throws IOException {
		if (this.connections.incrementAndGet() > this.options.maxConnections()) {
			this.connections.decrementAndGet();
			refuse(socket, new RefusedException("there are " + this.options.maxConnections() + " connections already"));
			return;
		}
		socket.onClose(this.connections::decrementAndGet);
		this.server.offer(socket);
	}

	private void refuse(AcceptedSocket socket, IOException reason) {
		socket.refuse();
		if (reason instanceof RefusedException) {
			this.refusals.refused(socket.peer(), String.valueOf(reason.getMessage()));
		}
		else if (isEndedByPeer(reason)) {
			// Nothing was refused. Two members that connect to each other at the same
			// moment drop one of the two connections, and so does who checks an open
			// port.
			logger.debug("{} ended its connection before it had proven itself", socket.peer(), reason);
		}
		else {
			this.refusals.refused(socket.peer(), reason);
		}
	}

	private static boolean isEndedByPeer(@Nullable Throwable reason) {
		return reason instanceof EOFException || reason instanceof SocketException
				|| (reason instanceof SSLException && isEndedByPeer(reason.getCause()));
	}

}
