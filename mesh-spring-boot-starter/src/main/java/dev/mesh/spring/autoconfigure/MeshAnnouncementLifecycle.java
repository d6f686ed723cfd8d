package dev.mesh.spring.autoconfigure;

import java.util.concurrent.CompletableFuture;

import dev.mesh.service.MeshNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the others where this node's web server is, last on start and not before remote
 * calls are quick: Boot accepts traffic only after that. On stop, first of all, refuses
 * traffic and hands over what is live here, while the web server still answers.
 */
final class MeshAnnouncementLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(MeshAnnouncementLifecycle.class);

	private final MeshNode node;

	private final MeshProperties properties;

	private final Announcement announcement;

	private final ApplicationContext context;

	private boolean withdrawn;

	private volatile boolean running;

	MeshAnnouncementLifecycle(MeshNode node, MeshProperties properties, Announcement announcement,
			ApplicationContext context) {
		this.node = node;
		this.properties = properties;
		this.announcement = announcement;
		this.context = context;
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		awaitWarmUp();
		this.node.announce(this.announcement.attributes(this.node));
		if (this.withdrawn) {
			// Boot accepts traffic by itself after the first start alone.
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
			this.withdrawn = false;
		}
		this.running = true;
	}

	/** The rest of the context is up by now, so what is left to wait for is little. */
	private void awaitWarmUp() {
		CompletableFuture<Void> warm = this.node.warmedUp().toCompletableFuture();
		if (!warm.isDone()) {
			logger.debug("The web address is announced, and traffic accepted, once the node is warmed up");
			warm.join();
		}
	}

	/**
	 * Withdraw without holding up what stops in the same phase.
	 */
	@Override
	public synchronized void stop(Runnable callback) {
		if (!this.running) {
			callback.run();
			return;
		}
		this.running = false;
		this.withdrawn = true;
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		this.node.announce(this.announcement.departure());
		this.node.withdraw().whenComplete((gone, failure) -> {
			if (failure != null) {
				logger.warn("The services of this node were not handed over in time", failure);
			}
			callback.run();
		});
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isAutoStartup() {
		return this.properties.enabled();
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
