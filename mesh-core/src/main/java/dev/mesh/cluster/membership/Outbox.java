package dev.mesh.cluster.membership;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.membership.Body.Application;

/**
 * Sends the messages of other parts of the node in order, on a thread that may be held up
 * by a slow receiver, which the membership thread must never be.
 */
final class Outbox {

	private static final Logger logger = LoggerFactory.getLogger(Outbox.class);

	private static final int CAPACITY = 1024;

	private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final BlockingQueue<Parcel> parcels = new ArrayBlockingQueue<>(CAPACITY);

	private final Supplier<Standing> standing;

	private final Link link;

	private final Thread thread = new Thread(this::run, "mesh-cluster-sender");

	private final Throttle<String> complaints = new Throttle<>(LOG_NANOS);

	private volatile boolean running = true;

	Outbox(Supplier<Standing> standing, Link link) {
		this.standing = standing;
		this.link = link;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	void stop() {
		this.running = false;
		this.thread.interrupt();
		Threads.join(this.thread);
	}

	void offer(@Nullable NodeId to, Application message) {
		if (!this.parcels.offer(new Parcel(to, message)) && complains()) {
			logger.warn("{} messages wait to be sent and one about {} was dropped. Look for a member that hangs.",
					CAPACITY, message.subject());
		}
	}

	private synchronized boolean complains() {
		return this.complaints.permits("outbox", System.nanoTime());
	}

	private void run() {
		while (this.running) {
			try {
				send(this.parcels.take());
			}
			catch (InterruptedException ex) {
				logger.debug("woken to look whether to stop");
			}
		}
	}

	private void send(Parcel parcel) {
		Standing current = this.standing.get();
		if (!current.member()) {
			return;
		}
		byte[] message = EnvelopeFormat.encode(current.envelope(parcel.message()));
		if (parcel.to() != null) {
			PeerAddress address = current.addressOf(parcel.to());
			if (address != null) {
				this.link.sendApplication(address, message);
			}
			return;
		}
		current.addresses().forEach((node, address) -> {
			if (!node.equals(current.self().id())) {
				this.link.sendApplication(address, message);
			}
		});
	}

	/**
	 * A message and whom it is for.
	 *
	 * @param to the receiver, {@code null} for all
	 * @param message the message
	 */
	private record Parcel(@Nullable NodeId to, Application message) {

	}

}
