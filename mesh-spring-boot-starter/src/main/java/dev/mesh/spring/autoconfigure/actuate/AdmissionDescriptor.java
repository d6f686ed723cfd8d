package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;

import dev.mesh.placement.Admission;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.PendingDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What comes of an accepted request.
 *
 * @param epoch the plan's epoch from here on; of a dry run, the one in force
 * @param diff what changes
 * @param cost what the goal costs
 */
public record AdmissionDescriptor(long epoch, DiffDescriptor diff,
		CostDescriptor cost) implements OperationResponseBody {

	static AdmissionDescriptor of(Admission admission) {
		List<PlaceDescriptor> start = admission.start().stream().map(PlaceDescriptor::of).toList();
		List<PlaceDescriptor> stop = admission.stop().stream().map(PlaceDescriptor::of).toList();
		List<MoveDescriptor> move = admission.move().stream().map(MoveDescriptor::of).toList();
		return new AdmissionDescriptor(admission.epoch(),
				new DiffDescriptor(start, stop, move, PlacementDescriptions.pending(admission.pending())),
				new CostDescriptor(ExplanationDescriptor.CostDescriptor.rounded(admission.costBefore()),
						ExplanationDescriptor.CostDescriptor.rounded(admission.costAfter())));
	}

	/**
	 * What changes, at most 1,000 of each kind.
	 *
	 * @param start the instances that are started
	 * @param stop the instances that are stopped
	 * @param move the instances that are moved
	 * @param pending what is without a node then
	 */
	public record DiffDescriptor(List<PlaceDescriptor> start, List<PlaceDescriptor> stop, List<MoveDescriptor> move,
			List<PendingDescriptor> pending) {

	}

	/**
	 * One instance.
	 *
	 * @param service the name of the service
	 * @param version its version
	 * @param node the name of the node
	 */
	public record PlaceDescriptor(String service, String version, String node) {

		static PlaceDescriptor of(Admission.Place place) {
			return new PlaceDescriptor(place.service().name(), place.service().version(), place.node());
		}

	}

	/**
	 * One instance that moves.
	 *
	 * @param service the name of the service
	 * @param version its version
	 * @param from the name of the node that it leaves, {@code null} for one that comes
	 * @param to the name of the node that it goes to, {@code null} for one that goes
	 */
	public record MoveDescriptor(String service, String version, @Nullable String from, @Nullable String to) {

		static MoveDescriptor of(Admission.Move move) {
			return new MoveDescriptor(move.service().name(), move.service().version(), move.from(), move.to());
		}

	}

	/**
	 * What the goal costs: the lower, the better.
	 *
	 * @param before the goal so far
	 * @param after the goal that results, the moves included
	 */
	public record CostDescriptor(double before, double after) {

	}

}
