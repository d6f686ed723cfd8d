package dev.mesh.placement;

import java.time.Duration;
import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.placement.Measured.Say;
import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.advice.Advisor;
import dev.mesh.placement.advice.Aim;
import dev.mesh.placement.advice.Calls;
import dev.mesh.placement.advice.Finding;
import dev.mesh.placement.advice.Look;
import dev.mesh.placement.advice.OptimizeMode;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.advice.Sight;
import dev.mesh.placement.traffic.Flow;
import dev.mesh.placement.traffic.NodeReport;
import dev.mesh.placement.traffic.TrafficMatrix;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * What a coordinator makes of the nodes' reports, from when it leads until it no longer
 * does. Owned by the placement thread.
 */
final class Optimizing {

	private static final Logger logger = LoggerFactory.getLogger(PlacementLoop.class);

	/** A report that is late, and one lost. */
	private static final int MISSED_REPORTS = 3;

	/** A successor that has not heard from all by then decides without. */
	private static final int PATIENCE = 6;

	private final OptimizeOptions options;

	private final Time time;

	private final Searching searching;

	private final TrafficMatrix matrix = new TrafficMatrix();

	private final Advisor advisor;

	/** Until when what a predecessor has brought together is left alone. */
	private final long patientUntil;

	/** Whether there was a moment at which all nodes' calls were known. */
	private boolean informed;

	private volatile AdviceState state = AdviceState.NONE;

	/**
	 * Begin.
	 * @param options the rhythm
	 * @param time the time
	 * @param searching looks for something better
	 * @param succeeds whether another coordinator has planned before
	 */
	Optimizing(OptimizeOptions options, Time time, Searching searching, boolean succeeds) {
		this.options = options;
		this.time = time;
		this.searching = searching;
		this.advisor = new Advisor(options, time.nanoTime());
		Duration patience = succeeds ? options.reportInterval().multipliedBy(PATIENCE) : Duration.ZERO;
		this.patientUntil = time.nanoTime() + patience.toNanos();
	}

	void accept(NodeId node, NodeReport report, DirectorySnapshot directory) {
		this.matrix.accept(node, report, this.time.nanoTime(), new ServedVersions(directory)::find);
	}

	/**
	 * Look at what the reports say, and at what was found in what they said before.
	 * @return what to head for, or {@code null} to leave things as they are
	 */
	@Nullable Aim next(Plan plan, World world, DirectorySnapshot directory) {
		Sight sight = sight(plan, world, directory);
		Aim undone = this.advisor.next(sight);
		boolean over = !this.searching.isBusy();
		Finding finding = this.searching.take();
		Aim aim = (finding != null) ? this.advisor.found(finding, sight) : null;
		if (finding == null && over) {
			this.advisor.lookFailed();
		}
		Look look = this.advisor.look(sight);
		if (look != null && !this.searching.begin(look)) {
			this.advisor.lookFailed();
		}
		publish(sight.calls());
		return (undone != null) ? undone : aim;
	}

	/**
	 * Learn the basis of the plan that leads where was aimed at.
	 */
	void aimed(int basis) {
		this.advisor.aimed(basis);
	}

	private Sight sight(Plan plan, World world, DirectorySnapshot directory) {
		View view = directory.view();
		long now = this.time.nanoTime();
		Calls calls = new Calls(world.measured().traffic(), this.matrix.flows(view), this.matrix.lastFlows(view));
		double busiest = directory.entries()
			.values()
			.stream()
			.mapToDouble((entry) -> entry.load().cpu())
			.max()
			.orElse(0);
		return new Sight(now, this.time.wall().instant(), isSettled(plan, world, directory), isFresh(view, now),
				world.basis(), world.hearing(Say.DECIDES).problem(plan.assignment()), world.spans(), calls, busiest);
	}

	private boolean isFresh(View view, long now) {
		List<NodeId> live = view.members().stream().map(Node::id).toList();
		return this.matrix.isFresh(live, now, this.options.reportInterval().multipliedBy(MISSED_REPORTS));
	}

	private static boolean isSettled(Plan plan, World world, DirectorySnapshot directory) {
		return plan.isFinal() && world.leaving().isEmpty() && world.shown().equals(plan.assignment())
				&& directory.entries()
					.values()
					.stream()
					.flatMap((entry) -> entry.instances().stream())
					.allMatch((instance) -> instance.status() == InstanceStatus.READY
							|| instance.status() == InstanceStatus.FAILED);
	}

	private void publish(Calls calls) {
		List<AdviceEvent> events = this.advisor.events();
		AdviceEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
		List<AdviceEvent> before = this.state.events();
		if (last != null && (before.isEmpty() || !before.get(before.size() - 1).equals(last))) {
			logger.info("Moves {} are {}: {}", last.moves(), last.kind(), last.why());
		}
		this.state = new AdviceState(calls.traffic(), Flow.callsPerSecond(calls.flows()),
				Flow.distancePerCall(calls.flows()), this.advisor.advice(), events);
	}

	/**
	 * Return what the members reported.
	 */
	Measured measured(View view) {
		this.matrix.retain(view.members().stream().map(Node::id).toList());
		return new Measured(this.matrix.traffic(), this.matrix.startUps(), say(view));
	}

	private Say say(View view) {
		if (this.options.mode() != OptimizeMode.AUTO) {
			return Say.NONE;
		}
		long now = this.time.nanoTime();
		this.informed |= isFresh(view, now);
		return this.informed ? Say.DECIDES : (this.patientUntil - now > 0) ? Say.NOT_KNOWN_YET : Say.NONE;
	}

	/**
	 * Return what is known and was done. Safe for use by any thread.
	 */
	AdviceState state() {
		return this.state;
	}

}
