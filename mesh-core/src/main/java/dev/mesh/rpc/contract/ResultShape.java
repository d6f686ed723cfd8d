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
	 * The caller gets a {@code CompletionStage}, a {@code CompletableFuture} or a Reactor
	 * {@code Mono}.
	 */
	STAGE,

	/**
	 * The caller gets a publisher, and each subscriber a run of the method.
	 */
	STREAM,

	/**
	 * The caller goes on once the call has been written.
	 */
	ONE_WAY

}
