package dev.mesh.placement.traffic;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Calls from one service to another and how far they go.
 *
 * @param caller the calling service, {@code null} for code that belongs to none
 * @param callee the called service
 * @param callsPerSecond how many
 * @param bytesPerCall request and reply of one
 * @param distance how far one goes, on average
 */
public record Flow(@Nullable ServiceId caller, ServiceId callee, double callsPerSecond, double bytesPerCall,
		double distance) {

	/**
	 * Return what the calls cost.
	 * @return the amount over the distance, a second
	 */
	public double cost() {
		return CallRate.amount(this.callsPerSecond, this.callsPerSecond * this.bytesPerCall) * this.distance;
	}

	private boolean isAbout(Set<ServiceId> services) {
		return services.contains(this.callee) || (this.caller != null && services.contains(this.caller));
	}

	/**
	 * Return how many calls from or to some services there are.
	 * @param flows the calls
	 * @param services the services
	 * @return the calls a second
	 */
	public static double callsPerSecond(Collection<Flow> flows, Set<ServiceId> services) {
		return callsPerSecond(about(flows, services));
	}

	/**
	 * Return how far a call from or to some services goes, which does not change with how
	 * many there are.
	 * @param flows the calls
	 * @param services the services
	 * @return the distance of one call on average, 0 if there are none
	 */
	public static double distancePerCall(Collection<Flow> flows, Set<ServiceId> services) {
		return distancePerCall(about(flows, services));
	}

	private static List<Flow> about(Collection<Flow> flows, Set<ServiceId> services) {
		return flows.stream().filter((flow) -> flow.isAbout(services)).toList();
	}

	/**
	 * Return how many calls there are.
	 * @param flows the calls
	 * @return the calls a second
	 */
	public static double callsPerSecond(Collection<Flow> flows) {
		return flows.stream().mapToDouble(Flow::callsPerSecond).sum();
	}

	/**
	 * Return how far a call goes.
	 * @param flows the calls
	 * @return the distance of one call on average, 0 if there are none
	 */
	public static double distancePerCall(Collection<Flow> flows) {
		double calls = callsPerSecond(flows);
		double far = flows.stream().mapToDouble((flow) -> flow.callsPerSecond() * flow.distance()).sum();
		return (calls > 0) ? far / calls : 0;
	}

	/**
	 * Return what all calls cost.
	 * @param flows the calls
	 * @return the sum
	 */
	public static double cost(Collection<Flow> flows) {
		return flows.stream().mapToDouble(Flow::cost).sum();
	}

}
