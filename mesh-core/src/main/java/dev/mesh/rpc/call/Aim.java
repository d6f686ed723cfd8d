package dev.mesh.rpc.call;

import dev.mesh.cluster.NodeId;
import dev.mesh.selector.NodeSelector;
import org.jspecify.annotations.Nullable;

/**
 * Where one call is to go, where that is not left to its method and service.
 *
 * @param node the only node to ask, and to ask once; or {@code null} for any
 * @param selector picks the node, or {@code null} for the service's own selector
 * @param keyHash the hash of the call's key, for methods that name none; or {@code null}
 * @param elsewhere whether the instance on this node is left out
 * @param version the canonical version to call, or {@code null} for what the route says
 */
public record Aim(@Nullable NodeId node, @Nullable NodeSelector selector, @Nullable Long keyHash, boolean elsewhere,
		@Nullable String version) {

	/**
	 * Leaves all to method and service.
	 */
	public static final Aim ANY = new Aim(null, null, null, false, null);

	/**
	 * Ask one node only.
	 * @param only the node
	 * @return the aim
	 */
	public static Aim at(NodeId only) {
		return new Aim(only, null, null, false, null);
	}

	/**
	 * Let a selector pick.
	 * @param picks the selector
	 * @return the changed aim
	 */
	public Aim withSelector(NodeSelector picks) {
		return new Aim(this.node, picks, this.keyHash, this.elsewhere, this.version);
	}

	/**
	 * Route by a key.
	 * @param hash the key's hash
	 * @return the changed aim
	 */
	public Aim withKeyHash(long hash) {
		return new Aim(this.node, this.selector, hash, this.elsewhere, this.version);
	}

	/**
	 * Leave the instance on this node out.
	 * @return the changed aim
	 */
	public Aim withoutSelf() {
		return new Aim(this.node, this.selector, this.keyHash, true, this.version);
	}

	/**
	 * Tell whether an instance on this node is taken without a selector being asked.
	 * @param method what is called
	 * @return whether it is
	 */
	boolean isLocalFirst(MethodCall method) {
		boolean anywhere = this.node == null && !this.elsewhere && this.keyHash == null;
		return anywhere && method.key() == null && picker(method).prefersLocal();
	}

	/**
	 * Return the selector that picks the node.
	 * @param method what is called
	 * @return the selector of the call, else of the service
	 */
	NodeSelector picker(MethodCall method) {
		return (this.selector != null) ? this.selector : method.route().selector();
	}

	/**
	 * Call a version, whatever the route says.
	 * @param canonical the canonical version, or {@code null} for what the route says
	 * @return the changed aim
	 */
	Aim onVersion(@Nullable String canonical) {
		return new Aim(this.node, this.selector, this.keyHash, this.elsewhere, canonical);
	}

}
