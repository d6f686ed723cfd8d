package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;

import dev.mesh.placement.explain.Loss;
import dev.mesh.placement.explain.LossReport;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@code /actuator/mesh/losses} answers: what the death of any one node or zone
 * would mean.
 *
 * @param epoch the epoch of the plan that is looked at
 * @param losses first those of nodes, then those of zones
 */
public record LossesDescriptor(long epoch, List<LossDescriptor> losses) implements OperationResponseBody {

	static LossesDescriptor of(long epoch, LossReport report) {
		return new LossesDescriptor(epoch, report.losses().stream().map(LossDescriptor::of).toList());
	}

	/**
	 * One loss.
	 *
	 * @param kind whether a node or a zone
	 * @param name its name
	 * @param region the region it is in
	 * @param harmful whether anything would be missing, or a node overloaded
	 * @param pending the services that would be below their fewest
	 * @param reduced those that would have their fewest, and less than they have
	 * @param overloaded the nodes that would have more load than capacity
	 * @param proven whether it is proven that the pending instances could not be placed
	 * @param sentence the same in words
	 */
	public record LossDescriptor(Loss.Kind kind, String name, String region, boolean harmful,
			List<ShortageDescriptor> pending, List<ShortageDescriptor> reduced, List<Loss.Overload> overloaded,
			boolean proven, String sentence) {

		static LossDescriptor of(Loss loss) {
			return new LossDescriptor(loss.kind(), loss.name(), loss.region(), loss.isHarmful(),
					loss.pending().stream().map(ShortageDescriptor::of).toList(),
					loss.reduced().stream().map(ShortageDescriptor::of).toList(), loss.overloaded(), loss.proven(),
					loss.sentence());
		}

	}

	/**
	 * A service with fewer instances than it should have.
	 *
	 * @param service the name
	 * @param version the version
	 * @param left how many it would have
	 * @param due how many it must have or, if only reduced, are wanted
	 */
	public record ShortageDescriptor(String service, String version, int left, int due) {

		static ShortageDescriptor of(Loss.Shortage shortage) {
			return new ShortageDescriptor(shortage.service().name(), shortage.service().version(), shortage.left(),
					shortage.due());
		}

	}

}
