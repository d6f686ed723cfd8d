package dev.mesh.cluster;

/**
 * A live node has the name already. Thrown by the start of the node that came second,
 * after it has waited for as long as giving up a dead holder takes.
 */
public class NameTakenException extends RuntimeException {

	private final String name;

	private final HostPort holder;

	private final HostPort refused;

	/**
	 * Describe the conflict.
	 * @param name the name
	 * @param holder the cluster address of the node that has it
	 * @param refused the cluster address of the node that wanted it
	 */
	public NameTakenException(String name, HostPort holder, HostPort refused) {
		super("node name '" + name + "' of the node at " + refused + " is taken by the live node at " + holder
				+ ". Give this node another name (mesh.node.name), or stop the other one.");
		this.name = name;
		this.holder = holder;
		this.refused = refused;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the cluster address of the node that has the name.
	 * @return the address
	 */
	public HostPort holder() {
		return this.holder;
	}

	/**
	 * Return the cluster address of the node that wanted it.
	 * @return the address
	 */
	public HostPort refused() {
		return this.refused;
	}

}
