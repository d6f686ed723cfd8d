package dev.mesh.rpc;

/**
 * Fewer instances are live than a call was to reach. Nothing was sent.
 */
public final class NotEnoughNodesException extends NotExecutedException {

	private final int live;

	private final int required;

	/**
	 * Make an exception.
	 * @param message one sentence of fact and one of action
	 * @param live how many instances are live of those that could count
	 * @param required how many are required
	 */
	public NotEnoughNodesException(String message, int live, int required) {
		super(Reason.NOT_ENOUGH_NODES, message);
		this.live = live;
		this.required = required;
	}

	/**
	 * Return how many instances are live of those that could count.
	 * @return the number
	 */
	public int live() {
		return this.live;
	}

	/**
	 * Return how many are required.
	 * @return the number
	 */
	public int required() {
		return this.required;
	}

}
