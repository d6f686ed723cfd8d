package dev.mesh.placement.traffic;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * How often one service calls another on one node.
 *
 * @param caller the calling service, {@code null} for code that belongs to none
 * @param callee the name of the called service
 * @param target the node where the calls are served, possibly that of the caller
 * @param callsPerSecond how many
 * @param bytesPerSecond requests and replies; 0 for calls that stay on their node
 */
public record CallRate(@Nullable ServiceId caller, String callee, NodeId target, double callsPerSecond,
		double bytesPerSecond) {

	private static final double BYTES_PER_CALL = 10_000;

	/**
	 * Return what the calls count: {@value #BYTES_PER_CALL} bytes are as much as a call.
	 * @return the amount a second
	 */
	public double amount() {
		return amount(this.callsPerSecond, this.bytesPerSecond);
	}

	static double amount(double callsPerSecond, double bytesPerSecond) {
		return callsPerSecond + bytesPerSecond / BYTES_PER_CALL;
	}

}
