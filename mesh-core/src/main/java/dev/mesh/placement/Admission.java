package dev.mesh.placement;

import java.util.List;

import dev.mesh.directory.ServiceId;

/**
 * What comes of an accepted request. Lists hold at most {@value #MAX_LISTED} entries
 * each.
 *
 * @param epoch the plan's epoch from here on; of a dry run, the one in force
 * @param start the instances that are started
 * @param stop the instances that are stopped
 * @param move the instances that are moved
 * @param pending what is without a node then
 * @param costBefore the cost of the goal so far
 * @param costAfter the cost of the goal that results, moving included
 */
public record Admission(long epoch, List<Place> start, List<Place> stop, List<Move> move, List<Plan.Pending> pending,
		double costBefore, double costAfter) {

	/**
	 * The most entries of a list.
	 */
	public static final int MAX_LISTED = 1000;

	public Admission {
		start = bounded(start);
		stop = bounded(stop);
		move = bounded(move);
		pending = bounded(pending);
	}

	Admission at(long other) {
		return new Admission(other, this.start, this.stop, this.move, this.pending, this.costBefore, this.costAfter);
	}

	private static <E> List<E> bounded(List<E> list) {
		return List.copyOf(list.subList(0, Math.min(list.size(), MAX_LISTED)));
	}

	/**
	 * One instance.
	 *
	 * @param service the service
	 * @param node the node's name
	 */
	public record Place(ServiceId service, String node) {

	}

	/**
	 * One instance that moves.
	 *
	 * @param service the service
	 * @param from the name of the node that it leaves
	 * @param to the name of the node that it goes to
	 */
	public record Move(ServiceId service, String from, String to) {

	}

}
