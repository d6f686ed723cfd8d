package dev.mesh.spring.autoconfigure.health;

import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.directory.NodeEntry;
import dev.mesh.placement.PlacementLoop;
import dev.mesh.placement.Plan;
import dev.mesh.service.MeshNode;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up as a member, out of service while joining or handing over, down while the others go
 * on without this node.
 */
final class MeshHealthIndicator extends AbstractHealthIndicator implements DisposableBean {

	private final MeshNode node;

	private final LossWatch losses;

	MeshHealthIndicator(MeshNode node) {
		super("The state of the mesh node cannot be told");
		this.node = node;
		this.losses = new LossWatch(node);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		View view = this.node.cluster().view();
		builder.status(status())
			.withDetail("node", this.node.cluster().self().name())
			.withDetail("membership", this.node.cluster().status().get())
			.withDetail("view", view.number())
			.withDetail("members", view.members().stream().map(Node::name).toList())
			.withDetail("unplaced", unplaced(this.node.plans().get()))
			.withDetail("placement", placement(this.node.plans().get()))
			.withDetail("clockSkew", this.node.clock().skew());
		this.node.cluster().lastExclusion().ifPresent((when) -> builder.withDetail("lastExclusion", when));
	}

	private Status status() {
		return switch (this.node.cluster().status().get()) {
			case MEMBER -> isDraining() ? Status.OUT_OF_SERVICE : Status.UP;
			case EXCLUDED -> Status.DOWN;
			case JOINING, LEAVING, STOPPED -> Status.OUT_OF_SERVICE;
		};
	}

	private boolean isDraining() {
		NodeEntry own = this.node.directory().snapshot().entries().get(this.node.cluster().self().id());
		return own != null && PlacementLoop.isDraining(own);
	}

	private static List<Unplaced> unplaced(Plan plan) {
		return plan.pending()
			.stream()
			.map((pending) -> new Unplaced(pending.service().toString(), pending.missing(), pending.reason()))
			.toList();
	}

	private Placement placement(Plan plan) {
		LossWatch.Losses known = this.losses.losses();
		return new Placement(plan.epoch(), plan.isFinal(), (known != null) ? known.warnings() : List.of());
	}

	@Override
	public void destroy() {
		this.losses.close();
	}

	/**
	 * Where placement stands. A warning is no reason to restart anything, so none changes
	 * the status.
	 *
	 * @param epoch the plan's epoch
	 * @param settled whether no move is ahead
	 * @param warnings what the death of a node or zone would mean, where that is harm
	 */
	record Placement(long epoch, boolean settled, List<String> warnings) {

	}

	/**
	 * A service that lacks instances.
	 */
	record Unplaced(String service, int missing, String reason) {

	}

}
