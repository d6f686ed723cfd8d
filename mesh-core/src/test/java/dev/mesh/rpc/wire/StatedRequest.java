package dev.mesh.rpc.wire;

import dev.mesh.rpc.CallPriority;

/**
 * A request that says what it is made of.
 *
 * @param methodId the method
 * @param deadlineNanos when the caller stops waiting
 * @param oneWay whether no reply is expected
 * @param idempotent whether it may be run twice
 * @param priority who goes first
 */
record StatedRequest(long methodId, long deadlineNanos, boolean oneWay, boolean idempotent,
		CallPriority priority) implements RpcClient.Request {

}
