package dev.mesh.placement;

import dev.mesh.cluster.Node;
import dev.mesh.watch.WatchedValue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest plan that this node knows, and how nodes come to agree on it: the greater
 * epoch wins, and of two plans with one epoch neither; the coordinator then gives its own
 * out anew. Owned by placement's thread.
 */
final class NewestPlan {

	private static final Logger logger = LoggerFactory.getLogger(PlacementLoop.class);

	private final WatchedValue<Plan> plans;

	private final Outbox outbox;

	/** Whether the next plan gets a new epoch even if its content stays. */
	private boolean reissue;

	NewestPlan(WatchedValue<Plan> plans, Outbox outbox) {
		this.plans = plans;
		this.outbox = outbox;
	}

	Plan get() {
		return this.plans.get();
	}

	private void adopt(Plan plan) {
		this.plans.set(plan);
		logger.debug("Plan {} is in force: {}, pending {}", plan.epoch(), plan.assignment(), plan.pending());
	}

	/**
	 * A coordinator that has just taken over numbers its plans anew, so that they win
	 * over what its predecessor may have told others.
	 */
	void takeOver() {
		this.reissue = get().epoch() > 0;
	}

	boolean isToBeReissued() {
		return this.reissue;
	}

	/**
	 * Put the plan that follows into force, if it is not the one in force.
	 */
	void follow(Plan next) {
		Plan following = (this.reissue && next.epoch() <= get().epoch()) ? get().next() : next;
		if (following.epoch() > get().epoch()) {
			byte[] message = PlacementFormat.encode(new PlacementMessage.Newest(following));
			adopt(following);
			this.reissue = false;
			this.outbox.broadcast(message);
		}
	}

	/** What a member knows may be newer than, or rival, what its coordinator has. */
	void onReport(Node sender, Plan plan) {
		Plan own = get();
		if (plan.epoch() > own.epoch()) {
			adopt(plan);
			this.reissue = true;
		}
		else if (plan.epoch() < own.epoch()) {
			this.outbox.mend(sender.id(), new PlacementMessage.Newest(own));
		}
		else if (!plan.equals(own)) {
			this.reissue = true;
		}
	}

	void onPlan(Node coordinator, Plan plan) {
		Plan own = get();
		if (plan.epoch() > own.epoch()) {
			adopt(plan);
		}
		else if (!plan.equals(own)) {
			this.outbox.mend(coordinator.id(), new PlacementMessage.Newest(own));
		}
	}

	void onHead(Node coordinator, PlacementMessage.Head head) {
		Plan own = get();
		if (head.epoch() > own.epoch()) {
			this.outbox.mend(coordinator.id(), new PlacementMessage.Ask());
		}
		else if (head.epoch() < own.epoch() || head.fingerprint() != PlacementFormat.fingerprint(own)) {
			this.outbox.mend(coordinator.id(), new PlacementMessage.Newest(own));
		}
	}

	void tellHead() {
		Plan own = get();
		this.outbox.broadcastOnce(new PlacementMessage.Head(own.epoch(), PlacementFormat.fingerprint(own)));
	}

}
