package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.Role;
import dev.mesh.directory.InstanceStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@code /actuator/mesh} answers.
 *
 * @param node this node
 * @param view the view
 * @param members the members of the view
 * @param services the services that members offer or host
 * @param plan the plan in force
 */
public record MeshDescriptor(NodeDescriptor node, ViewDescriptor view, List<MemberDescriptor> members,
		List<ServiceDescriptor> services, PlanDescriptor plan) implements OperationResponseBody {

	/**
	 * This node.
	 *
	 * @param id the identity for the life of the JVM
	 * @param name the name
	 * @param zone the failure domain
	 * @param region the region
	 * @param role what the node is there for
	 * @param status where it stands with its cluster
	 * @param clusterAddress where membership listens
	 * @param rpcAddress where calls are received
	 */
	public record NodeDescriptor(String id, String name, String zone, String region, Role role, MembershipStatus status,
			String clusterAddress, String rpcAddress) {

	}

	/**
	 * The view.
	 *
	 * @param number grows with every view
	 * @param epoch the leadership term
	 * @param coordinator the name of the leading node, or {@code null} without one
	 */
	public record ViewDescriptor(long number, long epoch, @Nullable String coordinator) {

	}

	/**
	 * The members.
	 *
	 * @param nodes the members
	 */
	public record NodesDescriptor(List<MemberDescriptor> nodes) implements OperationResponseBody {

	}

	/**
	 * One member.
	 *
	 * @param id the identity for the life of the JVM
	 * @param name the name
	 * @param zone the failure domain
	 * @param region the region
	 * @param role what the node is there for
	 * @param status UP, JOINING until its directory entry has arrived, or DRAINING before
	 * it leaves
	 * @param clusterAddress where membership listens
	 * @param rpcAddress where calls are received
	 * @param labels free key-value pairs
	 * @param tags free words
	 * @param capacity abstract units of work the node can carry
	 * @param attributes what it announces of itself, such as its web address
	 */
	public record MemberDescriptor(String id, String name, String zone, String region, Role role, MemberStatus status,
			String clusterAddress, String rpcAddress, Map<String, String> labels, Set<String> tags, double capacity,
			Map<String, String> attributes) {

	}

	/**
	 * Where a member stands.
	 */
	public enum MemberStatus {

		/**
		 * Its directory entry has not arrived.
		 */
		JOINING,

		/**
		 * It takes part.
		 */
		UP,

		/**
		 * It hands over before it leaves.
		 */
		DRAINING

	}

	/**
	 * The services.
	 *
	 * @param services the services
	 */
	public record ServicesDescriptor(List<ServiceDescriptor> services) implements OperationResponseBody {

	}

	/**
	 * One service.
	 *
	 * @param name the name
	 * @param version the version
	 * @param contract the contract's name, or {@code null} if no live node offers it
	 * @param replicas how many instances are wanted, or {@code null} if no live node
	 * offers it
	 * @param instances its instances
	 * @param contracts how its contract on each other node that calls or hosts it fits
	 * that on this one
	 */
	public record ServiceDescriptor(String name, String version, @Nullable String contract, @Nullable String replicas,
			List<InstanceDescriptor> instances, List<ContractDescriptor> contracts) {

	}

	/**
	 * One instance.
	 *
	 * @param node the name of the node
	 * @param status the state
	 * @param detail why it is in that state where that is not obvious, else empty
	 */
	public record InstanceDescriptor(String node, InstanceStatus status, String detail) {

	}

	/**
	 * The plan, in short.
	 *
	 * @param epoch grows with every plan
	 * @param pending what could not be placed
	 */
	public record PlanDescriptor(long epoch, List<PendingDescriptor> pending) {

	}

	/**
	 * Instances that are wanted and have no node.
	 *
	 * @param service the name
	 * @param version the version
	 * @param missing how many
	 * @param reason why
	 */
	public record PendingDescriptor(String service, String version, int missing, String reason) {

	}

}
