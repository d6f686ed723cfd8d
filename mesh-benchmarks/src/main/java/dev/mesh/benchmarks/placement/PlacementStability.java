package dev.mesh.benchmarks.placement;

import java.util.Locale;

import dev.mesh.cluster.NodeId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Tells how much a node lost or added moves that need not move: prints, for each size,
 * the average and the worst over up to ten nodes.
 */
public final class PlacementStability {

	private static final int NODES_TRIED = 10;

	private final Solver solver = new Solver();

	private PlacementStability() {
	}

	/**
	 * Print the report.
	 * @param args none
	 */
	public static void main(String[] args) {
		PlacementStability stability = new PlacementStability();
		stability.report(3, 10, 20);
		stability.report(10, 30, 100);
		stability.report(30, 60, 300);
		stability.report(100, 200, 1000);
		stability.report(1000, 1000, 10_000);
	}

	private void report(int nodes, int services, int instances) {
		PlacementInstance instance = PlacementInstances.ofSize(nodes, services, instances, 1);
		Assignment placed = this.solver.repair(instance.problem()).assignment();
		Problem settled = Disruptions.running(instance.problem(), placed);
		System.out.printf(Locale.ROOT, "%s: %d instances run; repaired again, %d move%n", instance.name(),
				total(settled, placed), moved(settled, placed, this.solver.repair(settled).assignment()));
		Tally lost = new Tally();
		Tally added = new Tally();
		int tried = Math.min(NODES_TRIED, nodes);
		for (int i = 0; i < tried; i++) {
			int index = i * nodes / tried;
			Problem without = Disruptions.lose(settled, index);
			lost.count(moved(without, without.current(), this.solver.repair(without).assignment()),
					total(settled, placed) - total(without, without.current()));
			Problem with = Disruptions.add(settled, index);
			added.count(moved(with, placed, this.solver.repair(with).assignment()), fairShare(with, placed));
		}
		System.out.println("  one node lost:  " + lost.text("moved elsewhere", "were on it"));
		System.out.println("  one node added: " + added.text("moved", "are its fair share"));
	}

	/** How many instances are no longer where they ran. */
	private static int moved(Problem problem, Assignment before, Assignment after) {
		int moved = 0;
		for (ServiceSpec spec : problem.services().stream().map((wanted) -> wanted.spec()).toList()) {
			for (NodeId node : before.nodesOf(spec.service())) {
				moved += Math.max(0, before.count(spec.service(), node) - after.count(spec.service(), node));
			}
		}
		return moved;
	}

	private static int total(Problem problem, Assignment assignment) {
		return problem.services().stream().mapToInt((wanted) -> assignment.total(wanted.spec().service())).sum();
	}

	/** By capacity, of all that run. The node added is the last. */
	private static int fairShare(Problem with, Assignment placed) {
		double capacity = with.hosts().stream().map(Host::node).mapToDouble((node) -> node.capacity()).sum();
		double own = with.hosts().get(with.hosts().size() - 1).node().capacity();
		return (int) Math.ceil(total(with, placed) * own / capacity);
	}

	private static final class Tally {

		private int times;

		private int moved;

		private int allowed;

		private int worstMoved;

		private int worstAllowed;

		void count(int moves, int fair) {
			this.times++;
			this.moved += moves;
			this.allowed += fair;
			if (this.times == 1 || (long) moves * this.worstAllowed > (long) this.worstMoved * fair) {
				this.worstMoved = moves;
				this.worstAllowed = fair;
			}
		}

		String text(String moves, String fair) {
			return String.format(Locale.ROOT, "on average %.1f %s where %.1f %s; at worst %d where %d",
					(double) this.moved / this.times, moves, (double) this.allowed / this.times, fair, this.worstMoved,
					this.worstAllowed);
		}

	}

}
