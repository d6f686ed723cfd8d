package dev.mesh.spring.autoconfigure.actuate;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.NodesDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.PlanDescriptor;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.ServicesDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the cluster as this node sees it.
 */
@Endpoint(id = "mesh", defaultAccess = Access.READ_ONLY)
public final class MeshEndpoint {

	private final MeshNode node;

	MeshEndpoint(MeshNode node) {
		this.node = node;
	}

	/**
	 * Return everything at a glance.
	 * @return the cluster as this node sees it
	 */
	@ReadOperation
	public MeshDescriptor mesh() {
		MeshDescriptions now = new MeshDescriptions(this.node);
		return new MeshDescriptor(now.node(), now.view(), now.members(), now.services(),
				new PlanDescriptor(now.epoch(), now.pending()));
	}

	/**
	 * Return one part.
	 * @param part {@code nodes}, {@code services}, {@code placement}, {@code routes} or
	 * {@code calls}
	 * @return the part, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable OperationResponseBody part(@Selector String part) {
		MeshDescriptions now = new MeshDescriptions(this.node);
		return switch (part) {
			case "nodes" -> new NodesDescriptor(now.members());
			case "services" -> new ServicesDescriptor(now.services());
			case "placement" -> now.placement();
			case "routes" -> new RouteDescriptions(this.node).all();
			case "calls" -> CallsDescriptor.of(this.node.calls());
			default -> null;
		};
	}

}
