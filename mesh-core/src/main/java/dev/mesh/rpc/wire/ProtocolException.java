package dev.mesh.rpc.wire;

/**
 * A peer sent what the protocol does not allow; its connection is closed.
 */
final class ProtocolException extends RuntimeException {

	ProtocolException(String message) {
		super(message);
	}

}
