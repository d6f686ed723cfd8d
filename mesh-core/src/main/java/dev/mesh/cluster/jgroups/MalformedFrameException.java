package dev.mesh.cluster.jgroups;

/**
 * A frame that JGroups must not see.
 */
final class MalformedFrameException extends RuntimeException {

	MalformedFrameException(Throwable cause) {
		super(cause.getMessage(), cause);
	}

}
