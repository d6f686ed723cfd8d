package dev.mesh.rpc.contract;

/**
 * How a method hands over its result.
 */
public enum ResultShape {

	/**
	 * The caller waits for a value.
	 */
	VALUE,

	/**
	 * The caller waits for the end.
	 */
	VOID,

	/**
	 * The caller gets a {@code CompletionStage} or {@code CompletableFuture}.
	 */
	STAGE,

	/**
	 * The caller goes on once the call has been written.
	 */
	ONE_WAY

}
