package dev.mesh.cluster.membership;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	void offer(Parcel parcel) {
		if (!this.parcels.offer(parcel) && complains()) {
			logger.warn("{} messages wait to be sent and one about {} was dropped. Look for a member that hangs.",
					CAPACITY, parcel.message().subject());
		}
	}

	private synchronized boolean complains() {
		return this.complaints.permits("outbox", System.nanoTime());
	}

	private void run() {
		while (this.running) {
			try {
				this.parcels.take().dispatch(this.standing.get(), this.link::sendApplication);
			}
			catch (InterruptedException ex) {
				logger.debug("woken to look whether to stop");
			}
			catch (RuntimeException ex) {
				logger.error("a message could not be sent. It is dropped; please report this.", ex);
			}
		}
	}

}
