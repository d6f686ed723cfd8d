package dev.mesh.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.advice.Advisor;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.advice.Optimizer;
import dev.mesh.placement.advice.Sight;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Traffic;
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

	private final OptimizeOptions options;

	private final TrafficMatrix matrix = new TrafficMatrix();

	private final Advisor advisor;

	private volatile AdviceState state = AdviceState.NONE;

	Optimizing(OptimizeOptions options, Optimizer optimizer) {
		this.options = options;
		this.advisor = new Advisor(this.options, optimizer, System.nanoTime());
	}

	void accept(NodeId node, NodeReport report, DirectorySnapshot directory) {
		this.matrix.accept(node, report, System.nanoTime(), new ServedVersions(directory)::find);
	}

	/**
	 * Look at what the reports say.
	 * @return what to head for, or {@code null} to leave things as they are
	 */
	@Nullable Assignment next(Plan plan, World world, DirectorySnapshot directory) {
		View view = directory.view();
		List<NodeId> live = view.members().stream().map(Node::id).toList();
		long now = System.nanoTime();
		Duration oldest = this.options.reportInterval().multipliedBy(MISSED_REPORTS);
		Sight sight = new Sight(now, Instant.now(), isSettled(plan, world, directory),
				this.matrix.isFresh(live, now, oldest), world.basis(), world.problem(plan.assignment()),
				this.matrix.flows(view), this.matrix.lastFlows(view));
		Assignment goal = this.advisor.next(sight);
		publish(sight.problem().traffic());
		return goal;
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

	private void publish(Traffic traffic) {
		List<AdviceEvent> events = this.advisor.events();
		AdviceEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
		List<AdviceEvent> before = this.state.events();
		if (last != null && (before.isEmpty() || !before.get(before.size() - 1).equals(last))) {
			logger.info("Moves {} are {}: {}", last.moves(), last.kind(), last.why());
		}
		this.state = new AdviceState(traffic, this.advisor.advice(), events);
	}

	/**
	 * Return what the members reported.
	 */
	Measured measured(View view) {
		this.matrix.retain(view.members().stream().map(Node::id).toList());
		return new Measured(this.matrix.traffic(), this.matrix.startUps());
	}

	/**
	 * Return what is known and was done. Safe for use by any thread.
	 */
	AdviceState state() {
		return this.state;
	}

}
