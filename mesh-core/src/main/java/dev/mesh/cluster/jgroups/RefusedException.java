package dev.mesh.cluster.jgroups;

import java.io.IOException;

/**
 * A peer is refused; the message says why, in words that follow its address.
 */
final class RefusedException extends IOException {

	RefusedException(String reason) {
		super(reason);
	}

}
