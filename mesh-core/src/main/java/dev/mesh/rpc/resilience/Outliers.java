package dev.mesh.rpc.resilience;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.resilience.InstanceHealth.Standing;
import dev.mesh.rpc.resilience.InstanceHealth.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the instances of one service that do worse than the others, and has calls leave
 * them alone for a while: those that do not answer several calls in a row at once, those
 * with a share of bad calls that is high, and twice that of the others, once a second.
 * One that comes back is on probation: it gets one call at a time until a few of them
 * show how it does. At most half of the instances are out at a time, and never the last
 * one. Safe for use by any thread.
 */
public final class Outliers {

	private static final Logger logger = LoggerFactory.getLogger(Outliers.class);

	private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** Counts older than this say little of the present. */
	private static final long COUNT_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final int LEAST_CALLS = 10;

	private static final int LEAST_CALLS_ON_PROBATION = 5;

	private static final int MAX_DOUBLINGS = 20;

	private final String service;

	private final EjectionOptions options;

	private final LongSupplier nanos;

	private final Runnable onEjection;

	/** Bounded by the nodes that have an instance. */
	private final Map<NodeId, InstanceHealth> instances = new ConcurrentHashMap<>();

	private final AtomicLong nextLook;

	/**
	 * Make it for one service.
	 * @param service the service's name
	 * @param options when to eject, and for how long
	 * @param nanos the time, as of {@link System#nanoTime()}
	 * @param onEjection told of each ejection
	 */
	public Outliers(String service, EjectionOptions options, LongSupplier nanos, Runnable onEjection) {
		this.service = service;
		this.options = options;
		this.nanos = nanos;
		this.onEjection = onEjection;
		this.nextLook = new AtomicLong(nanos.getAsLong() + LOOK_EVERY_NANOS);
	}

	/**
	 * Forget the instances on other nodes than these.
	 * @param nodes the nodes that have an instance
	 */
	public void retain(Collection<Node> nodes) {
		Set<NodeId> ids = nodes.stream().map(Node::id).collect(Collectors.toSet());
		this.instances.keySet().retainAll(ids);
	}

	/**
	 * Return the health of the instance on a node.
	 * @param node the node
	 * @return the same object for the same incarnation of the node
	 */
	public InstanceHealth instance(Node node) {
		InstanceHealth health = this.instances.compute(node.id(),
				(id, known) -> (known != null && known.is(node.incarnation())) ? known
						: new InstanceHealth(node.name(), node.incarnation(), this.nanos.getAsLong()));
		return health;
	}

	/**
	 * Return the nodes whose instances get no calls, or on trial only.
	 * @return their names
	 */
	public List<String> out() {
		return this.instances.values()
			.stream()
			.filter((health) -> !health.isSound())
			.map(InstanceHealth::node)
			.sorted()
			.toList();
	}

	/**
	 * Note a call that was answered.
	 * @param health the instance
	 * @param threw whether the answer was an exception
	 * @param tookNanos how long it took
	 * @param medianNanos how long such calls take, 0 if that is not known
	 */
	public void answered(InstanceHealth health, boolean threw, long tookNanos, long medianNanos) {
		if (isOut(health)) {
			return;
		}
		if (threw) {
			health.threw();
		}
		else if (isSlow(tookNanos, medianNanos)) {
			health.slow();
		}
		else {
			health.good();
		}
		look(health);
	}

	/**
	 * Note a call that was given up as it was unusually late.
	 * @param health the instance
	 */
	public void overtaken(InstanceHealth health) {
		if (!isOut(health)) {
			health.slow();
			look(health);
		}
	}

	/** What calls meet that go there nevertheless, by their key, is no news. */
	private boolean isOut(InstanceHealth health) {
		return !health.isSound() && health.standing(this.nanos.getAsLong()) == Standing.EJECTED;
	}

	private boolean isSlow(long tookNanos, long medianNanos) {
		return medianNanos > 0
				&& tookNanos > medianNanos * this.options.slowFactor() + this.options.slowMargin().toNanos();
	}

	/**
	 * Note a call that was sent and got no answer.
	 * @param health the instance
	 */
	public void failed(InstanceHealth health) {
		if (isOut(health)) {
			return;
		}
		int inARow = health.failed();
		if (inARow >= this.options.failuresInARow() && health.isSound()) {
			eject(health, inARow + " calls in a row got no answer");
		}
		look(health);
	}

	private void look(InstanceHealth health) {
		if (!this.options.enabled()) {
			return;
		}
		long now = this.nanos.getAsLong();
		if (health.standing(now) == Standing.ON_PROBATION) {
			judgeProbation(health, now);
		}
		long due = this.nextLook.get();
		if (now - due >= 0 && this.nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS)) {
			lookAtAll(now);
		}
	}

	private synchronized void judgeProbation(InstanceHealth health, long now) {
		Tally tally = health.tally();
		if (tally.calls() < LEAST_CALLS_ON_PROBATION || health.standing(now) != Standing.ON_PROBATION) {
			return;
		}
		if (tally.badShare() >= this.options.badShare()) {
			eject(health, describe(tally) + " on probation");
		}
		else {
			health.proved();
			health.startCounting(now);
			logger.info("The instance of '{}' on {} does well again and gets all its calls.", this.service,
					health.node());
		}
	}

	private synchronized void lookAtAll(long now) {
		Tally all = new Tally(0, 0, 0);
		for (InstanceHealth each : this.instances.values()) {
			all = each.isSound() ? all.plus(each.tally()) : all;
		}
		for (InstanceHealth each : this.instances.values()) {
			if (each.isSound()) {
				judge(each, all, now);
			}
		}
	}

	private void judge(InstanceHealth health, Tally all, long now) {
		Tally tally = health.tally();
		if (tally.calls() >= LEAST_CALLS) {
			double others = all.minus(tally).badShare();
			if (tally.badShare() >= this.options.badShare() && tally.badShare() >= 2 * others) {
				eject(health, describe(tally));
			}
			else {
				health.proved();
			}
			health.startCounting(now);
		}
		else if (now - health.countedSinceNanos() > COUNT_FOR_NANOS) {
			health.startCounting(now);
		}
	}

	private static String describe(Tally tally) {
		return "of " + tally.calls() + " calls " + tally.failed() + " failed and " + tally.slow() + " were slow";
	}

	private synchronized void eject(InstanceHealth health, String why) {
		if (!this.options.enabled()) {
			return;
		}
		long now = this.nanos.getAsLong();
		boolean again = !health.isSound();
		long out = this.instances.values().stream().filter((each) -> !each.isSound()).count() + (again ? 0 : 1);
		if (out * 2 > this.instances.size()) {
			return;
		}
		long nanosOut = Math.min(this.options.longest().toNanos(),
				scale(this.options.first().toNanos(), Math.min(health.ejections(), MAX_DOUBLINGS)));
		health.eject(now + nanosOut);
		health.startCounting(now);
		logger.info("The instance of '{}' on {} gets no calls for {} ms: {}.", this.service, health.node(),
				TimeUnit.NANOSECONDS.toMillis(nanosOut), why);
		this.onEjection.run();
	}

	private static long scale(long nanos, int doublings) {
		return (nanos > Long.MAX_VALUE >> (doublings + 1)) ? Long.MAX_VALUE : nanos << doublings;
	}

}
